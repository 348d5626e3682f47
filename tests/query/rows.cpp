#include "query/rows.hpp"

#include "sample_database.hpp"
#include "store/sqlite/memory_bound.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;
using Catch::Contains;

TEST_CASE("the rows of an answer count as memory of the query") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  store::Statement statement = reader.prepare(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT "
      "hex(zeroblob(100)) FROM n");
  CHECK(read_rows(statement, 1000).rows.size() == 1000);
  statement.reset();
  const store::MemoryBound bound(std::int64_t{8} << 20);
  CHECK_THROWS_WITH(read_rows(statement, -1), Contains("more memory than allowed"));
}
