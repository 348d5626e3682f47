#include "store/write/indexed_keys.hpp"
#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace tracewh::store::test {
namespace {

const std::string kIndex = "SELECT value, trace, span_id FROM attribute_index ORDER BY 1, 2, 3";

WriterDatabase open(const Store& store) {
  return {store.file(), Durability::kProcess, std::chrono::seconds(1)};
}

/// What an index has that is made anew from what is stored.
std::string rebuilt(const Store& store) {
  WriterDatabase database = open(store);
  CHECK(drop_indexed_key(database, "k"));
  CHECK(store.ask("SELECT count(*) FROM attribute_index") == "0\n");
  CHECK(add_indexed_key(database, "k"));
  return store.ask(kIndex);
}

TEST_CASE("the values of stored spans are indexed") {
  Store store;
  store.write({{{.id = 1, .values = R"(["b"])"}, {.id = 2, .values = "[7]"}, {.id = 3, .values = "[null]"}}});
  WriterDatabase database = open(store);
  CHECK(add_indexed_key(database, "k") == 2);
  CHECK_FALSE(add_indexed_key(database, "k"));
  CHECK(add_indexed_key(database, "other") == 0);
  CHECK(store.ask(kIndex) == "7|1|2\n\"b\"|1|1\n");
}

TEST_CASE("the index follows a span to the ID that it gets when another has more right to its own") {
  Store store;
  REQUIRE_NOTHROW(open(store));
  {
    WriterDatabase database = open(store);
    add_indexed_key(database, "k");
  }
  store.write({{{.id = 5, .name = "serve", .kind = 2}}});
  store.write({{{.id = 5, .name = "call", .kind = 3}}});
  const std::string indexed = store.ask(kIndex);
  CHECK(std::ranges::count(indexed, '\n') == 2);
  CHECK(indexed == rebuilt(store));
}

TEST_CASE("the index follows new, repeated and replaced spans") {
  Store store;
  store.write({{{.id = 1, .values = R"(["old"])"}}});
  {
    WriterDatabase database = open(store);
    REQUIRE(add_indexed_key(database, "k") == 1);
  }
  const TestSpan longer{.id = 1, .end = 3'000, .values = R"(["new"])"};
  // Replaced while it is stored, and while it is only written, in one transaction; then by one that is
  // refused.
  store.write(
      {{longer, {.id = 2, .values = "[1]"}, {.id = 2, .end = 4'000, .values = "[2]"}, longer},
       {{.trace = 2, .id = 3, .values = "[\"" + std::string(600, 'x') + "\"]"}, {.id = 2, .values = "[3]"}}});
  CHECK(store.ask("SELECT value FROM attribute_index WHERE trace = 1 ORDER BY 1") == "2\n\"new\"\n");
  const std::string kept = store.ask(kIndex);
  CHECK(kept == rebuilt(store));
  CHECK(store.ask("SELECT count(*) FROM attribute_index") == "3\n");
}

TEST_CASE("the index forgets removed traces") {
  Store store;
  store.write({{{.trace = 1, .id = 1}, {.trace = 1, .id = 2}, {.trace = 2, .id = 3}}});
  WriterDatabase database = open(store);
  REQUIRE(add_indexed_key(database, "k") == 3);
  SpanWriter writer(database, std::nullopt);
  database.begin();
  writer.write(make_batch({{.trace = 1, .id = 4}}));
  writer.remove(make_batch({{.trace = 1}}).spans.front().trace_id);
  writer.flush();
  database.commit();
  CHECK(store.ask(kIndex) == "1|2|3\n");
}

}  // namespace
}  // namespace tracewh::store::test
