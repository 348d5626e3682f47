#include "model/row_arrangement.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::model {
namespace {

RowSet rows() {
  return {{"name", "value"},
          {{"b", std::int64_t{2}}, {"a", 1.5}, {"d", Value()}, {"c", "text"}, {"e", std::int64_t{2}}},
          false};
}

std::string names(RowStream& stream) {
  std::string text;
  while (const Row* row = stream.next()) text += std::get<std::string>(row->front());
  return text;
}

std::string sorted(const std::vector<SortKey>& keys, std::int64_t limit = -1) {
  const RowSet all = rows();
  RowSetStream stream(all);
  SortedRows sorted(stream, keys, limit);
  std::string text = names(sorted);
  return sorted.truncated() ? text + "+" : text;
}

TEST_CASE("rows are sorted by the worth of values, and stay in their order otherwise") {
  CHECK(sorted({{"name"}}) == "abcde");
  CHECK(sorted({{"name", true}}) == "edcba");
  CHECK(sorted({{"value"}}) == "dabec");
  CHECK(sorted({{"value", true}}) == "cbead");
  CHECK(sorted({{"value", true}, {"name", true}}) == "cebad");
}

TEST_CASE("a limit keeps the first rows in order") {
  CHECK(sorted({{"value", true}}, 2) == "cb+");
  CHECK(sorted({{"name"}}, 5) == "abcde");
  CHECK(sorted({{"name"}}, 0) == "+");
}

TEST_CASE("columns are chosen by name, in any order and number") {
  const RowSet all = rows();
  RowSetStream stream(all);
  ChosenColumns chosen(stream, {"value", "name", "value"});
  CHECK(chosen.columns() == std::vector<std::string>{"value", "name", "value"});
  CHECK(*chosen.next() == Row{std::int64_t{2}, "b", std::int64_t{2}});
}

TEST_CASE("the unit of a column may be left out") {
  const RowSet all{{"name", "duration_ns"}, {{"a", std::int64_t{3}}}, false};
  RowSetStream stream(all);
  CHECK(ChosenColumns(stream, {"duration"}).columns() == std::vector<std::string>{"duration_ns"});
}

TEST_CASE("a column that is not there is refused") {
  const RowSet all = rows();
  RowSetStream stream(all);
  CHECK_THROWS_WITH(ChosenColumns(stream, {"nmae"}), "there is no column 'nmae'");
  CHECK_THROWS_AS(SortedRows(stream, {{"other"}}, -1), base::Error);
}

}  // namespace
}  // namespace tracewh::model
