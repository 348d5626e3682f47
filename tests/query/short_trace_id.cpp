#include "query/short_trace_id.hpp"

#include "query/trace_finder.hpp"
#include "sample_database.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;

namespace {

/// The sample with more traces: one that differs from another in its last digits; of 64 bits one that nothing
/// is like, one with zeros in front, and two that stand behind zeros as others of 128 bits begin.
struct CrowdedSample {
  CrowdedSample() {
    SQLite::Database sample(database.file().string(), SQLite::OPEN_READWRITE);
    sample.exec(
        "CREATE TEMP TABLE copy AS SELECT * FROM trace WHERE id = 1;"
        "ALTER TABLE copy DROP COLUMN trace_hex;"  // which is generated
        "UPDATE copy SET id = 5, trace_id = x'aa010000000000000000000000000201';"
        "INSERT INTO trace SELECT * FROM copy;"
        "UPDATE copy SET id = 6, trace_id = x'0000000000000000463ac35c9f6413ad';"
        "INSERT INTO trace SELECT * FROM copy;"
        "UPDATE copy SET id = 7, trace_id = x'00000000000000000000000000000abc';"
        "INSERT INTO trace SELECT * FROM copy;"
        "UPDATE copy SET id = 8, trace_id = x'0000000000000000cc0500000a000000';"
        "INSERT INTO trace SELECT * FROM copy;"
        "UPDATE copy SET id = 9, trace_id = x'cc0500000b0000000000000000000005';"
        "INSERT INTO trace SELECT * FROM copy;"
        "UPDATE copy SET id = 10, trace_id = x'0000000000000000dd06000000000006';"
        "INSERT INTO trace SELECT * FROM copy;"
        "UPDATE copy SET id = 11, trace_id = x'dd060000000000060000000000000000';"
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
  CHECK(short_id.of("00000000000000000000000000000abc") == "0000000000000a");
  CHECK(short_id.of("0000000000000000cc0500000a000000") == "cc0500000a");
  CHECK(short_id.of("cc0500000b0000000000000000000005") == "cc0500000b");
  CHECK(short_id.of("0000000000000000dd06000000000006") == "0000000000000000dd06000000000006");
  CHECK(short_id.of("dd060000000000060000000000000000") == "dd060000000000060");
  for (const char* id : {"bb030000000000000000000000000003", "aa010000000000000000000000000201",
                         "0000000000000000463ac35c9f6413ad", "00000000000000000000000000000abc",
                         "0000000000000000cc0500000a000000", "cc0500000b0000000000000000000005",
                         "0000000000000000dd06000000000006", "dd060000000000060000000000000000"}) {
    INFO(id);
    CHECK(model::to_string(find_trace(reader, short_id.of(id)).id) == id);
  }
  CHECK(short_id.of("no ID") == "no ID");
}
