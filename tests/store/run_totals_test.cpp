#include "store_fixture.hpp"

#include <catch2/catch.hpp>

namespace tracewh::store::test {
namespace {

const std::string kRun = "SELECT traces, spans, start_ns, end_ns FROM run";

TEST_CASE("a run knows its earliest start, also when that is zero") {
  const Store store;
  StoreWriter writer(store, "nightly");
  writer.commit([&] {
    writer.spans.write(
        make_batch({{.trace = 1, .start = 0, .end = 10}, {.trace = 2, .start = 5, .end = 20}}));
  });
  CHECK(store.ask(kRun) == "2|2|0|20\n");
}

TEST_CASE("a run that traces leave keeps its times until they are counted anew") {
  const Store store;
  StoreWriter writer(store, "nightly");
  const model::Batch batch =
      make_batch({{.trace = 1, .start = 1, .end = 10}, {.trace = 2, .start = 5, .end = 20}});
  writer.commit([&] { writer.spans.write(batch); });
  writer.commit([&] { writer.spans.remove(batch.spans.front().trace_id); });
  CHECK(store.ask(kRun) == "1|1|1|20\n");
  SECTION("by the same writer") {
    writer.commit([&] { writer.spans.refresh_totals(); });
  }
  SECTION("by a later one") {
    SpanWriter later(writer.database, std::nullopt);
    writer.commit([&] { later.refresh_totals(); });
  }
  CHECK(store.ask(kRun) == "1|1|5|20\n");
}

}  // namespace
}  // namespace tracewh::store::test
