#include "store/sqlite/sqlite_error.hpp"
#include "store_fixture.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

namespace tracewh::store::test {
namespace {

TEST_CASE("text that the writer never writes is told as damage") {
  const char* change = GENERATE("UPDATE operation_total SET durations = '{\"5\":'",
                                "UPDATE worker_total SET durations = '{\"5\":1,\"4\":1}'",
                                "UPDATE trace SET services = '[1'", "UPDATE trace SET workers = '[2,x]'",
                                "UPDATE trace SET actors = '[3,3]'", "UPDATE trace SET actors = '[3,]'");
  INFO(change);
  Store store;
  store.write({{{.id = 1, .worker = "w"}}});
  SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE).exec(change);
  CHECK_THROWS_AS(store.write({{{.id = 2, .worker = "w"}}}), DamagedDatabase);
}

TEST_CASE("a digest of another length is told as damage") {
  Store store;
  const FileIdentity file{"spans.jsonl", 100, {}};
  {
    StoreWriter writer(store);
    IngestLog log(writer.database);
    writer.commit([&] { log.begin_file(log.begin_ingest({}, 1, "test"), file, "otlp-json", {}); });
    CHECK(log.earlier_readings(file, {}).next_offset(0) == 0);
  }
  SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE)
      .exec("UPDATE ingest_file SET digest = x'01'");
  StoreWriter writer(store);
  CHECK_THROWS_AS(IngestLog(writer.database).earlier_readings(file, {}), DamagedDatabase);
}

TEST_CASE("what is no regular file was never read before") {
  Store store;
  StoreWriter writer(store);
  IngestLog log(writer.database);
  const FileIdentity pipe{"/dev/fd/63", {}, {}};
  writer.commit([&] { log.begin_file(log.begin_ingest({}, 1, "test"), pipe, "otlp-json", {}); });
  CHECK_FALSE(log.earlier_readings(pipe, {}).next_offset(0));
}

}  // namespace
}  // namespace tracewh::store::test
