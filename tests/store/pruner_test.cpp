#include "store/retain/pruner.hpp"

#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::store::test {
namespace {

constexpr std::int64_t kNow = kEpoch + 100'000;

/// Prunes step by step until nothing is left to remove.
DroppedCounts prune(const Store& store, const Retention& retention) {
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  SpanWriter writer(database, std::nullopt);
  Pruner pruner(database, retention);
  DroppedCounts removed;
  for (bool is_last = false; !is_last;) {
    database.begin();
    const Pruner::Step step = pruner.step(writer, kNow);
    writer.flush();
    database.commit();
    removed += step.removed;
    is_last = step.is_last;
  }
  return removed;
}

std::int64_t used_bytes(const Store& store) {
  return WriterDatabase(store.file(), Durability::kProcess, std::chrono::seconds(1)).used_bytes();
}

std::string traces(const Store& store) {
  return store.ask(
      "SELECT group_concat(substr(trace_id, 31), ' ') FROM (SELECT trace_id FROM traces ORDER BY start_ns)");
}

/// Trace 3 is the oldest, 2 failed, 4 was slow.
const std::vector<TestSpan> kFourTraces{{.trace = 1, .id = 1, .start = 40'000, .end = 40'100},
                                        {.trace = 2, .id = 2, .start = 20'000, .end = 20'100, .evidence = 1},
                                        {.trace = 3, .id = 3, .start = 10'000, .end = 10'100},
                                        {.trace = 3, .id = 4, .start = 60'000, .end = 60'001},
                                        {.trace = 4, .id = 5, .start = 30'000, .end = 38'000}};

/// Traces 1 to `count` of a few dozen kilobytes each, one after the other; every tenth failed.
void fill(Store& store, int count) {
  std::vector<TestSpan> spans;
  for (int trace = 1; trace <= count; ++trace) {
    for (std::uint64_t id = 1; id <= 100; ++id) {
      spans.push_back({.trace = static_cast<std::uint8_t>(trace),
                       .id = id,
                       .start = 1'000 * trace,
                       .end = 1'000 * trace + 10,
                       .evidence = static_cast<std::uint8_t>(trace % 10 == 0 ? 1 : 0),
                       .values = "[\"" + std::string(400, 'x') + "\"]"});
    }
  }
  store.write({spans});
}

TEST_CASE("traces that started too long ago are removed whole") {
  Store store;
  store.write({kFourTraces});
  const DroppedCounts removed = prune(store, {.keep_ns = 80'000, .max_bytes = {}, .keep = {}});
  CHECK(removed.traces == 1);
  CHECK(removed.spans == 2);
  CHECK(traces(store) == "02 04 01\n");
  CHECK(store.ask("SELECT count(*) FROM span") == "3\n");
}

TEST_CASE("traces that are held longer outlive their age") {
  Store store;
  store.write({kFourTraces});
  SECTION("failed ones") {
    prune(store, {.keep_ns = 1'000, .max_bytes = {}, .keep = {.errors = true, .slow_ns = {}}});
    CHECK(traces(store) == "02\n");
  }
  SECTION("slow ones") {
    prune(store, {.keep_ns = 1'000, .max_bytes = {}, .keep = {.errors = false, .slow_ns = 8'000}});
    CHECK(traces(store) == "03 04\n");
  }
}

TEST_CASE("the oldest traces leave until the size is met, and no more") {
  Store store;
  fill(store, 100);
  const std::int64_t limit = used_bytes(store) / 2;
  const DroppedCounts removed = prune(store, {.keep_ns = {}, .max_bytes = limit, .keep = {}});
  CHECK(used_bytes(store) <= limit);
  CHECK(used_bytes(store) > limit - 200'000);
  CHECK(store.ask("SELECT min(start_ns), count(*) FROM traces") ==
        std::to_string(1'000 * (removed.traces + 1)) + "|" + std::to_string(100 - removed.traces) + "\n");
  CHECK(removed.spans == 100 * removed.traces);
}

TEST_CASE("traces that are held longer leave only when the size cannot be met otherwise") {
  Store store;
  fill(store, 100);
  const Retention half{
      .keep_ns = {}, .max_bytes = used_bytes(store) / 2, .keep = {.errors = true, .slow_ns = {}}};
  prune(store, half);
  CHECK(store.ask("SELECT count(*) FROM traces WHERE errors > 0") == "10\n");
  Retention tiny = half;
  tiny.max_bytes = used_bytes(Store()) + 200'000;
  prune(store, tiny);
  CHECK(used_bytes(store) <= *tiny.max_bytes);
  CHECK(store.ask("SELECT count(*) FROM traces WHERE errors = 0") == "0\n");
  CHECK(store.ask("SELECT max(start_ns) FROM traces WHERE errors > 0") == "100000\n");
}

TEST_CASE("free pages are used again, so the file does not grow") {
  Store store;
  fill(store, 90);
  const auto size = std::filesystem::file_size(store.file());
  prune(store, {.keep_ns = 0, .max_bytes = {}, .keep = {}});
  CHECK(traces(store) == "\n");
  fill(store, 90);
  CHECK(std::filesystem::file_size(store.file()) <= size + 65'536);
}

TEST_CASE("what was pruned is counted, and forgotten by sampling") {
  Store store;
  store.write({kFourTraces});
  {
    WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
    SampledTraces(database).hold(make_batch({{.trace = 9}}).spans.front().trace_id);
  }
  prune(store, {.keep_ns = 0, .max_bytes = {}, .keep = {}});
  CHECK(store.ask("SELECT traces, spans, errors FROM dropped_total WHERE reason = 2") == "4|5|1\n");
  CHECK(store.ask("SELECT count(*) FROM undecided_trace") == "1\n");
}

TEST_CASE("when the longest span of an operation of many leaves, the longest is known to 2 %") {
  Store store;
  std::vector<TestSpan> spans{{.trace = 1, .id = 1, .start = 1'000, .end = 91'000},
                              {.trace = 2, .id = 2, .start = 40'000, .end = 41'003}};
  for (std::uint64_t id = 3; id <= 103; ++id) {
    spans.push_back({.trace = 3, .id = id, .start = 50'000, .end = 50'007});
  }
  store.write({spans});
  prune(store, {.keep_ns = 80'000, .max_bytes = {}, .keep = {}});
  CHECK(store.ask("SELECT spans, max_ns, stale FROM operation_total") == "102|1000|1\n");
}

TEST_CASE("the busy time of a worker stays exact while the oldest of its overlapping spans leave") {
  Store store;
  std::vector<TestSpan> spans;
  for (int trace = 1; trace <= 60; ++trace) {
    const std::int64_t start = 1'000 * trace;
    // Each overlaps the next but one, except for a gap before the 31st.
    const std::int64_t end = trace == 29 || trace == 30 ? 30'500 : start + 2'500;
    spans.push_back({.trace = static_cast<std::uint8_t>(trace),
                     .id = static_cast<std::uint64_t>(trace),
                     .start = start,
                     .end = end,
                     .worker = "w"});
  }
  store.write({spans});
  CHECK(store.ask("SELECT start_ns, end_ns FROM worker_busy ORDER BY 1") == "1000|30500\n31000|62500\n");
  prune(store, {.keep_ns = 89'000, .max_bytes = {}, .keep = {}});
  CHECK(store.ask("SELECT start_ns, end_ns FROM worker_busy ORDER BY 1") == "11000|30500\n31000|62500\n");
  CHECK(store.ask("SELECT busy_ns, spans FROM worker_total") == "51000|50\n");
  prune(store, {.keep_ns = 60'000, .max_bytes = {}, .keep = {}});
  CHECK(store.ask("SELECT start_ns, end_ns FROM worker_busy ORDER BY 1") == "40000|62500\n");
}

}  // namespace
}  // namespace tracewh::store::test
