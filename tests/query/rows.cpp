#include "query/rows.hpp"

#include "sample_database.hpp"
#include "store/sqlite/memory_bound.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>

using namespace tracewh;
using namespace tracewh::query;
using Catch::Contains;

TEST_CASE("the rows of an answer take no memory, however many they are") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  const char* many =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT "
      "hex(zeroblob(100)) FROM n";
  const store::MemoryBound bound(std::int64_t{8} << 20);
  Answer rows = run_sql(reader, many, -1);
  while (rows.next() != nullptr) {
  }
  CHECK(rows.given() == 100000);

  store::Statement statement = reader.prepare(many);
  CHECK_THROWS_WITH(read_rows(statement), Contains("more memory than allowed"));
}

TEST_CASE("a row that is too large is refused before it is in memory") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  std::string sql = "SELECT zeroblob(16000000)";
  for (int i = 0; i < 500; ++i) sql += ", zeroblob(16000000)";
  Answer rows = run_sql(reader, sql, -1);
  CHECK_THROWS_WITH(rows.next(), Contains("a row is too large"));
}

TEST_CASE("at a limit an answer says whether more rows match") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  for (const auto& [limit, truncated] : {std::pair(2, true), std::pair(3, false)}) {
    Answer rows = run_sql(reader, "VALUES (1), (2), (3)", limit);
    CHECK_FALSE(rows.at_end());
    CHECK(rows.given() == 0);
    while (rows.next() != nullptr) {
    }
    CHECK(rows.at_end());
    CHECK(rows.given() == static_cast<std::uint64_t>(limit));
    CHECK(rows.truncated() == truncated);
  }
}
