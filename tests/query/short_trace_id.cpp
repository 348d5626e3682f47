#include "query/short_trace_id.hpp"

#include "query/trace_finder.hpp"
#include "sample_database.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;

namespace {

/// The sample with two more traces: one that differs from another in its last digits, and one of 64 bits.
struct CrowdedSample {
  CrowdedSample() {
    SQLite::Database sample(database.file().string(), SQLite::OPEN_READWRITE);
    sample.exec(
        "CREATE TEMP TABLE copy AS SELECT * FROM trace WHERE id = 1;"
        "ALTER TABLE copy DROP COLUMN trace_hex;"  // which is generated
        "UPDATE copy SET id = 5, trace_id = x'aa010000000000000000000000000201';"
        "INSERT INTO trace SELECT * FROM copy;"
        "UPDATE copy SET id = 6, trace_id = x'0000000000000000463ac35c9f6413ad';"
        "INSERT INTO trace SELECT * FROM copy;");
  }
  SampleDatabase database;
};

}  // namespace

TEST_CASE("a trace ID is as short as is unique, and is found by that") {
  const CrowdedSample sample;
  store::Reader reader(sample.database.file());
  ShortTraceId short_id(reader);
  CHECK(short_id.of("bb030000000000000000000000000003") == "bb030000");
  CHECK(short_id.of("aa010000000000000000000000000001") == "aa01" + std::string(26, '0'));
  CHECK(short_id.of("0000000000000000463ac35c9f6413ad") == "463ac35c");
  for (const char* id : {"bb030000000000000000000000000003", "aa010000000000000000000000000201",
                         "0000000000000000463ac35c9f6413ad"}) {
    INFO(id);
    CHECK(model::to_string(find_trace(reader, short_id.of(id)).id) == id);
  }
  CHECK(short_id.of("no ID") == "no ID");
}
