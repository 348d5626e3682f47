#include "store/write/join_table.hpp"

#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <vector>

namespace tracewh::store::test {
namespace {

constexpr const char* kJoins =
    "SELECT substr(trace_id, 31), span_id, substr(parent_trace_id, 31), parent_span_id, rule, confidence"
    " FROM joins ORDER BY 1";

model::TraceId id_of(std::uint8_t trace) {
  model::TraceId id;
  id.bytes.back() = trace;
  return id;
}

JoinRow row(std::uint8_t trace, std::uint64_t parent_span) {
  return {id_of(trace), {7}, id_of(1), {parent_span}, "link", 1};
}

void replace(const Store& store, const std::vector<JoinRow>& joins) {
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  replace_joins(database, joins);
}

}  // namespace

TEST_CASE("joins are stored in place of those before") {
  Store store;
  store.write({{{.trace = 1, .id = 1}, {.trace = 2, .id = 7}, {.trace = 3, .id = 7}, {.trace = 4, .id = 7}}});
  replace(store, {row(2, 8), row(3, 8)});
  replace(store, {row(2, 9), row(4, 0)});
  CHECK(store.ask(kJoins) ==
        "02|0000000000000007|01|0000000000000009|link|1.0\n04|0000000000000007|01||link|1.0\n");
  replace(store, {});
  CHECK(store.ask(kJoins).empty());
}

TEST_CASE("a trace that is removed takes its joins at either end with it") {
  for (const std::uint8_t removed : {std::uint8_t{1}, std::uint8_t{2}}) {
    Store store;
    store.write({{{.trace = 1, .id = 1}, {.trace = 2, .id = 7}}});
    replace(store, {row(2, 1)});
    StoreWriter writer(store);
    writer.commit([&] { writer.spans.remove(id_of(removed)); });
    CHECK(store.ask(kJoins).empty());
  }
}

}  // namespace tracewh::store::test
