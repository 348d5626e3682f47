#include "store/write/ingest_log.hpp"

#include "store_fixture.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <string>

namespace tracewh::store::test {
namespace {

constexpr std::uint64_t kSize = 100;

FileIdentity file(std::uint32_t number) {
  return {"spans-" + std::to_string(number) + ".jsonl", kSize, Inode{1, number}};
}

/// Of a file of other content than all others.
Digest digest(std::uint32_t number) {
  return {static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(number >> 8), 1};
}

void read(IngestLog& log, std::int64_t ingest, std::uint32_t number, bool complete = true) {
  const std::int64_t id = log.begin_file(ingest, file(number), "otlp-json", {});
  FileProgress progress;
  progress.offset = complete ? kSize : kSize / 2;
  progress.digest = digest(number);
  progress.complete = complete;
  log.store_progress(id, file(number), progress);
}

TEST_CASE("a file is known by its size and content, whatever its name, also within one ingest") {
  Store store;
  StoreWriter writer(store);
  IngestLog log(writer.database);
  writer.commit([&] {
    const std::int64_t ingest = log.begin_ingest({}, 1, "test");
    CHECK_FALSE(log.earlier_readings(file(1), {}).next_offset(0));
    for (std::uint32_t number = 1; number <= 3; ++number) read(log, ingest, number);
  });
  for (IngestLog* each : {&log, static_cast<IngestLog*>(nullptr)}) {
    IngestLog later(writer.database);
    IngestLog& asked = each == nullptr ? later : *each;
    const Readings readings = asked.earlier_readings(file(9), {});
    CHECK(readings.next_offset(0) == kSize);
    CHECK_FALSE(readings.next_offset(kSize + 1));
    CHECK(readings.find(kSize, digest(2)).value_or(Reading{}).complete);
    CHECK_FALSE(readings.find(kSize, digest(9)));
    CHECK_FALSE(readings.find(kSize - 1, digest(2)));
  }
}

TEST_CASE("a file that was read in part is known by its path and inode") {
  Store store;
  StoreWriter writer(store);
  writer.commit([&] {
    IngestLog log(writer.database);
    read(log, log.begin_ingest({}, 1, "test"), 1, false);
  });
  FileIdentity grown = file(1);
  grown.size = 3 * kSize;
  for (const bool renamed : {false, true}) {
    if (renamed) grown.path = "rotated.jsonl";
    const auto reading = IngestLog(writer.database).earlier_readings(grown, {}).find(kSize / 2, digest(1));
    REQUIRE(reading);
    CHECK_FALSE(reading->complete);
  }
}

TEST_CASE("what it takes to know a file does not grow with the files of its size") {
  Store store;
  StoreWriter writer(store);
  std::int64_t instructions = 0;
  const auto count = [](void* counter) {
    ++*static_cast<std::int64_t*>(counter);
    return 0;
  };
  sqlite3_progress_handler(writer.database.handle(), 1, count, &instructions);
  const auto ask = [&](std::uint32_t files) {
    instructions = 0;
    IngestLog log(writer.database);
    for (std::uint32_t number = 1; number <= files; ++number) {
      const Readings readings = log.earlier_readings(file(number), {});
      CHECK(readings.find(kSize, digest(number)).has_value());
    }
    return instructions;
  };
  const auto read_files = [&](std::uint32_t first, std::uint32_t last) {
    writer.commit([&] {
      IngestLog log(writer.database);
      const std::int64_t ingest = log.begin_ingest({}, 1, "test");
      for (std::uint32_t number = first; number <= last; ++number) read(log, ingest, number);
    });
  };
  read_files(1, 100);
  const std::int64_t of_few = ask(100);
  read_files(101, 1'000);
  CHECK(ask(1'000) < 12 * of_few);
}

}  // namespace
}  // namespace tracewh::store::test
