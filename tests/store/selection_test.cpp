#include "store/write/indexed_keys.hpp"
#include "store_fixture.hpp"

#include <catch2/catch.hpp>

namespace tracewh::store::test {
namespace {

/// The first column of what a reader sees.
std::string seen(const Store& store, const Selection& selection, const std::string& sql) {
  Reader reader(store.file(), std::chrono::seconds(60), selection);
  store::Statement statement = reader.prepare(sql);
  std::string text;
  while (statement.step()) text += std::string(statement.text(0)) + " ";
  return text;
}

const Selection kTraces{AttributeScope::kTrace, {{"k", "7"}}};
const Selection kSpans{AttributeScope::kSpan, {{"k", "7"}}};

const std::vector<TestSpan> kThreeTraces{{.trace = 1, .id = 1, .values = "[7]"},
                                         {.trace = 1, .id = 2},
                                         {.trace = 2, .id = 3},
                                         {.trace = 3, .id = 4, .values = R"(["7"])"}};

void check_selection(const Store& store) {
  CHECK(seen(store, kTraces, "SELECT span_id FROM span ORDER BY 1") == "1 2 4 ");
  CHECK(seen(store, kTraces, "SELECT id FROM trace ORDER BY 1") == "1 3 ");
  CHECK(seen(store, kTraces, "SELECT count(*) FROM spans") == "3 ");
  CHECK(seen(store, kSpans, "SELECT span_id FROM span ORDER BY 1") == "1 4 ");
  CHECK(seen(store, kSpans, "SELECT count(*) FROM traces") == "2 ");
  CHECK(seen(store, {AttributeScope::kTrace, {{"k", "8"}}}, "SELECT count(*) FROM span") == "0 ");
  CHECK(seen(store, {AttributeScope::kTrace, {{"unknown", "7"}}}, "SELECT count(*) FROM span") == "0 ");
  CHECK(seen(store, {}, "SELECT count(*) FROM span") == "4 ");
}

TEST_CASE("a reader sees only what a selection leaves, with an index and without") {
  Store store;
  store.write({kThreeTraces});
  check_selection(store);
  {
    WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
    REQUIRE(add_indexed_key(database, "k") == 4);
  }
  check_selection(store);
}

TEST_CASE("attributes are compared by order as numbers, with an index and without") {
  Store store;
  std::vector<TestSpan> spans;
  const std::vector<std::string> values{"[5]",      "[7]",         "[7.5]",
                                        R"(["8"])", R"(["high"])", R"([{"doubleValue":"Infinity"}])",
                                        "[true]",   "[-9]",        "[[8]]"};
  for (const std::string& value : values)
    spans.push_back({.trace = 1, .id = spans.size() + 1, .values = value});
  store.write({spans});
  const auto check = [&] {
    using model::Comparison;
    const auto found = [&](Comparison comparison, const std::string& value) {
      const Selection selection{AttributeScope::kSpan, {{"k", value, comparison}}};
      return seen(store, selection, "SELECT span_id FROM span ORDER BY 1");
    };
    CHECK(found(Comparison::kGreater, "7") == "3 4 6 ");
    CHECK(found(Comparison::kGreaterOrEqual, "7.0") == "2 3 4 6 ");
    CHECK(found(Comparison::kLess, "7") == "1 8 ");
    CHECK(found(Comparison::kLessOrEqual, "7") == "1 2 8 ");
    CHECK(found(Comparison::kUnequal, "7") == "1 3 4 5 6 7 8 9 ");
    CHECK(found(Comparison::kGreater, "1e9") == "6 ");
    CHECK(seen(store,
               {AttributeScope::kSpan, {{"k", "5", Comparison::kGreater}, {"k", "8", Comparison::kLess}}},
               "SELECT span_id FROM span ORDER BY 1") == "2 3 ");
  };
  check();
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  REQUIRE(add_indexed_key(database, "k") == 8);
  check();
}

TEST_CASE("an index finds integers that a double cannot hold") {
  Store store;
  store.write({{{.id = 1, .values = "[9007199254740993]"}}});
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  REQUIRE(add_indexed_key(database, "k") == 1);
  const Selection selection{AttributeScope::kSpan,
                            {{"k", "9007199254740993", model::Comparison::kLessOrEqual}}};
  CHECK(seen(store, selection, "SELECT span_id FROM span") == "1 ");
}

TEST_CASE("an order that many values meet is found without the index") {
  Store store;
  std::vector<TestSpan> spans;
  for (std::uint64_t id = 1; id <= 1'200; ++id)
    spans.push_back({.trace = 1, .id = id, .values = "[" + std::to_string(id) + "]"});
  store.write({spans});
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  REQUIRE(add_indexed_key(database, "k") == 1'200);
  const auto count = [&](const std::string& least) {
    const Selection selection{AttributeScope::kSpan, {{"k", least, model::Comparison::kGreaterOrEqual}}};
    return seen(store, selection, "SELECT count(*) FROM span");
  };
  CHECK(count("1") == "1200 ");
  CHECK(count("201") == "1000 ");
  CHECK(count("1190") == "11 ");
  CHECK(count("1201") == "0 ");
}

TEST_CASE("several attributes must be those of one span") {
  Store store;
  store.write({kThreeTraces});
  CHECK(seen(store, {AttributeScope::kTrace, {{"k", "7"}, {"k", "7.0"}}}, "SELECT id FROM trace") == "1 ");
  CHECK(seen(store, {AttributeScope::kTrace, {{"k", "7"}, {"k", "1"}}}, "SELECT id FROM trace").empty());
}

TEST_CASE("text that begins like another is told apart beyond what the index keeps") {
  Store store;
  const std::string begin(200, 'x');
  store.write({{{.id = 1, .values = "[\"" + begin + "a\"]"},
                {.trace = 2, .id = 2, .values = "[\"" + begin + "b\"]"}}});
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  REQUIRE(add_indexed_key(database, "k") == 2);
  CHECK(seen(store, {AttributeScope::kSpan, {{"k", begin + "b"}}}, "SELECT span_id FROM span") == "2 ");
}

TEST_CASE("a reader with a selection can write nothing, nor temporary tables") {
  Store store;
  store.write({kThreeTraces});
  Reader reader(store.file(), std::chrono::seconds(60), kTraces);
  for (const char* sql : {"CREATE TEMP TABLE t (x)", "DELETE FROM temp.span", "DROP VIEW temp.spans",
                          "DELETE FROM main.span", "COMMIT", "PRAGMA query_only = OFF"}) {
    INFO(sql);
    CHECK_THROWS(reader.prepare(sql));
  }
}

}  // namespace
}  // namespace tracewh::store::test
