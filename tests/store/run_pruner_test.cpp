#include "store/retain/run_pruner.hpp"

#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

namespace tracewh::store::test {
namespace {

/// How many runs are removed, one step after the other.
std::uint64_t prune(const Store& store, const RunRetention& retention) {
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  SpanWriter writer(database, std::nullopt);
  RunPruner pruner(database, retention);
  std::uint64_t runs = 0;
  for (bool is_last = false; !is_last;) {
    database.begin();
    const RunPruner::Step step = pruner.step(writer);
    writer.flush();
    database.commit();
    runs += step.runs;
    is_last = step.is_last;
  }
  return runs;
}

void write(const Store& store, const std::string& run, const std::vector<TestSpan>& spans) {
  StoreWriter writer(store, run);
  writer.commit([&] { writer.spans.write(make_batch(spans)); });
}

std::string runs(const Store& store) {
  return store.ask(
      "SELECT name, (SELECT group_concat(substr(trace_hex, 31), ' ') FROM trace_run AS m JOIN trace AS t ON "
      "t.id = m.trace "
      "WHERE m.run = run.id) FROM run ORDER BY name");
}

TEST_CASE("runs are kept by their start, whenever they were ingested, and take the traces that they share") {
  const Store store;
  write(store, "main-3", {{.trace = 3, .id = 1, .start = 30, .end = 31}});
  write(store, "main-1",
        {{.trace = 1, .id = 1, .start = 10, .end = 11}, {.trace = 9, .id = 1, .start = 5, .end = 6}});
  write(store, "main-2", {{.trace = 2, .id = 1, .start = 20, .end = 21}});
  write(store, "other", {{.trace = 9, .id = 2, .start = 1, .end = 2}});
  SECTION("of a pattern") {
    CHECK(prune(store, {2, "main-*"}) == 1);
    CHECK(runs(store) == "main-2|02\nmain-3|03\nother|09\n");
    CHECK(store.ask("SELECT group_concat(traces) FROM dropped_total WHERE reason = 2") == "1\n");
  }
  SECTION("of all names") {
    CHECK(prune(store, {1, std::nullopt}) == 3);
    CHECK(runs(store) == "main-3|03\n");
    CHECK(store.ask("SELECT count(*), count(run) FROM ingest") == "0|0\n");
  }
  SECTION("all that there are") {
    CHECK(prune(store, {4, std::nullopt}) == 0);
    CHECK(store.ask("SELECT count(*) FROM trace") == "4\n");
  }
}

TEST_CASE("a run without spans is the oldest") {
  const Store store;
  write(store, "full", {{.trace = 1, .id = 1, .start = 10, .end = 11}});
  write(store, "empty", {});
  CHECK(prune(store, {1, std::nullopt}) == 1);
  CHECK(runs(store) == "full|01\n");
}

}  // namespace
}  // namespace tracewh::store::test
