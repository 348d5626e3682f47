#include "store/seekable/seek_table.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace tracewh::store::test {
namespace {

using namespace std::string_literals;

// Two frames: 5 bytes that stand for 16, and 3 that stand for 2.
const std::string kEntries = "\x05\0\0\0\x10\0\0\0\x03\0\0\0\x02\0\0\0"s;
const std::string kHeader = "\x5E\x2A\x4D\x18\x19\0\0\0"s;  // 25 bytes follow
const std::string kFooter = "\x02\0\0\0\0\xB1\xEA\x92\x8F"s;
const std::string kTable = kHeader + kEntries + kFooter;

TEST_CASE("a seek table has the bytes of the zstd seekable format") {
  SeekTable table;
  table.append(5, 16);
  table.append(3, 2);
  CHECK(table.encode() == kTable);
  CHECK(SeekTable().encode() == "\x5E\x2A\x4D\x18\x09\0\0\0\0\0\0\0\0\xB1\xEA\x92\x8F"s);
}

TEST_CASE("a seek table tells where each plain byte is") {
  REQUIRE(seek_table_size(kFooter) == kTable.size());
  const auto table = SeekTable::decode(kTable, 8);
  REQUIRE(table);
  CHECK(table->plain_size() == 18);
  CHECK(table->frame_at(0) == 0);
  CHECK(table->frame_at(15) == 0);
  CHECK(table->frame_at(16) == 1);
  CHECK(table->frame_at(17) == 1);
  const SeekTable::Frame last = table->frame(1);
  CHECK(last.offset == 5);
  CHECK(last.size == 3);
  CHECK(last.plain_offset == 16);
  CHECK(last.plain_size == 2);
}

TEST_CASE("checksums in a seek table, and frames without content, are passed over") {
  const std::string footer = "\x02\0\0\0\x80\xB1\xEA\x92\x8F"s;
  const std::string table =
      "\x5E\x2A\x4D\x18\x21\0\0\0"s  // 33 bytes follow
      "\x07\0\0\0\0\0\0\0abcd"s
      "\x05\0\0\0\x10\0\0\0efgh"s +
      footer;
  REQUIRE(seek_table_size(footer) == table.size());
  const auto decoded = SeekTable::decode(table, 12);
  REQUIRE(decoded);
  CHECK(decoded->frame_at(0) == 1);
  CHECK(decoded->frame(1).offset == 7);
}

TEST_CASE("a seek table that does not describe its file is refused") {
  CHECK_FALSE(SeekTable::decode(kTable, 7));
  CHECK_FALSE(SeekTable::decode(kTable, 9));
  CHECK_FALSE(SeekTable::decode("", 0));
  CHECK_FALSE(SeekTable::decode(std::string_view(kTable).substr(1), 8));
  SECTION("another skippable frame") { CHECK_FALSE(SeekTable::decode("\x50"s + kTable.substr(1), 8)); }
  SECTION("a length of its own") {
    std::string table = kTable;
    table[4] = '\x18';
    CHECK_FALSE(SeekTable::decode(table, 8));
  }
  SECTION("a frame beyond the limit of 1 MiB") {
    std::string table = kTable;
    table[14] = '\x10';
    REQUIRE(SeekTable::decode(table, 8) == std::nullopt);
  }
  SECTION("features of a later version") { CHECK_FALSE(seek_table_size("\x02\0\0\0\x40\xB1\xEA\x92\x8F"s)); }
  SECTION("too many frames") { CHECK_FALSE(seek_table_size("\0\0\0\x7F\0\xB1\xEA\x92\x8F"s)); }
  SECTION("no footer") { CHECK_FALSE(seek_table_size("\x02\0\0\0\0\xB1\xEA\x92\x8E"s)); }
}

}  // namespace
}  // namespace tracewh::store::test
