#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

namespace tracewh::store::test {
namespace {

using model::Role, model::StatusCode;
namespace evidence = model::evidence;

const std::string kTraces =
    "SELECT trace_id, name, has_root, start_ns, end_ns, spans, errors, orphans, unfinished, status, "
    "services, agents "
    "FROM traces ORDER BY trace_id";
const std::string kSpans =
    "SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, evidence, "
    "worker_id, attributes FROM spans ORDER BY trace_id, span_id";

TEST_CASE("a span that comes again with the same content is one row and a duplicate") {
  Store store;
  const WriteCounts counts = store.write({{{}}, {{}}});
  CHECK(counts.inserted == 1);
  CHECK(counts.duplicate == 1);
  CHECK(counts.conflict == 0);
  CHECK(counts.traces == 1);
  CHECK(store.ask("SELECT count(*) FROM spans") == "1\n");
}

TEST_CASE("a duplicate within one batch is seen") {
  Store store;
  const WriteCounts counts = store.write({{{}, {}}});
  CHECK(counts.inserted == 1);
  CHECK(counts.duplicate == 1);
}

TEST_CASE("of two versions of a span the finished one is kept, in either order") {
  const TestSpan open{.end = 0};
  const TestSpan finished{.end = 5'000};
  for (const auto& versions : {std::vector{open, finished}, std::vector{finished, open}}) {
    Store store;
    const WriteCounts counts = store.write({{versions[0]}, {versions[1]}});
    CHECK(counts.conflict == 1);
    CHECK(store.ask("SELECT duration_ns FROM spans") == "4000\n");
    CHECK(store.ask("SELECT unfinished, end_ns FROM traces") == "0|5000\n");
  }
}

TEST_CASE("of two finished versions the one that ends later is kept, in either order") {
  const TestSpan early{.end = 3'000};
  const TestSpan late{.end = 4'000};
  for (const auto& versions : {std::vector{early, late}, std::vector{late, early}}) {
    Store store;
    store.write({{versions[0]}, {versions[1]}});
    CHECK(store.ask("SELECT duration_ns FROM spans") == "3000\n");
  }
}

TEST_CASE("versions that end together are settled by their content, in either order") {
  // Large enough for a row in span_payload.
  const TestSpan a{.name = "a", .values = "[\"" + std::string(1'000, 'a') + "\"]"};
  const TestSpan b{.name = "b", .values = "[\"" + std::string(1'000, 'b') + "\"]"};
  std::vector<std::string> kept;
  for (const auto& versions : {std::vector{a, b}, std::vector{b, a}}) {
    Store store;
    CHECK(store.write({{versions[0], versions[1]}}).conflict == 1);
    kept.push_back(store.ask("SELECT name, attributes FROM spans"));
    CHECK(store.ask("SELECT count(*) FROM span_payload") == "1\n");
  }
  CHECK(kept[0] == kept[1]);
}

TEST_CASE("a span whose parent comes later is an orphan only until then") {
  Store store;
  store.write({{{.id = 2, .parent = 1}, {.id = 3, .parent = 1}}});
  CHECK(store.ask("SELECT orphans, has_root FROM traces") == "2|0\n");
  store.write({{{.id = 1}}});
  CHECK(store.ask("SELECT orphans, has_root FROM traces") == "0|1\n");
  CHECK(store.ask("SELECT count(*) FROM missing_parent") == "0\n");
}

TEST_CASE("the root is the parentless span that starts first") {
  Store store;
  store.write({{{.id = 5, .parent = 9, .name = "orphan", .start = 1},
                {.id = 7, .name = "late root", .start = 900},
                {.id = 6, .name = "root", .start = 800}}});
  CHECK(store.ask("SELECT name, has_root, start_ns FROM traces") == "root|1|1\n");
}

TEST_CASE("an error reply counts against the worker and the task above it, whatever comes first") {
  const TestSpan task{.id = 1, .role = Role::kTask, .status = StatusCode::kOk};
  const TestSpan worker{.id = 2, .parent = 1, .role = Role::kWorker, .status = StatusCode::kOk};
  const TestSpan reply{.id = 3, .parent = 2, .role = Role::kMessage, .message_type = "error"};
  std::vector<TestSpan> spans{task, worker, reply};
  std::vector<int> order{0, 1, 2};
  do {
    Store store;
    for (const int i : order) store.write({{spans[static_cast<std::size_t>(i)]}});
    CHECK(store.ask("SELECT span_id, evidence FROM spans ORDER BY span_id") ==
          "0000000000000001|error_reply\n0000000000000002|error_reply\n0000000000000003|\n");
    CHECK(store.ask("SELECT status, errors, orphans FROM traces") == "error|2|0\n");
  } while (std::ranges::next_permutation(order).found);
}

TEST_CASE("an error reply does not reach beyond the nearest task") {
  Store store;
  store.write({{{.id = 1, .role = Role::kTask},
                {.id = 2, .parent = 1, .role = Role::kTask},
                {.id = 3, .parent = 2, .role = Role::kMessage, .message_type = "error"}}});
  CHECK(store.ask("SELECT span_id FROM spans WHERE evidence <> ''") == "0000000000000002\n");
}

TEST_CASE("a cycle of parents ends") {
  Store store;
  store.write({{{.id = 1, .parent = 2},
                {.id = 2, .parent = 1},
                {.id = 3, .parent = 2, .role = Role::kMessage, .message_type = "error"}}});
  CHECK(store.ask("SELECT spans, orphans, has_root FROM traces") == "3|0|0\n");
}

TEST_CASE("times at the end of the range do not overflow") {
  Store store;
  store.write({{{.start = 0, .end = INT64_MAX}, {.id = 2, .start = INT64_MAX, .end = INT64_MAX}}});
  CHECK(store.ask("SELECT start_ns, end_ns, duration_ns FROM traces") == "0|0|0\n");
  CHECK(store.ask("SELECT start_ns, end_ns FROM span_payload") ==
        "|9223372036854775807\n9223372036854775807|9223372036854775807\n");
}

TEST_CASE("a span whose start is unknown has no part in the times of its trace, in any order") {
  const TestSpan timeless{.id = 1, .start = -1, .end = 0, .worker = "w"};
  const TestSpan timed{.id = 2, .parent = 1, .start = 1'000, .end = 3'000, .worker = "w"};
  for (const auto& spans : {std::vector{timeless, timed}, std::vector{timed, timeless}}) {
    Store store;
    store.write({{spans[0]}, {spans[1]}});
    CHECK(store.ask("SELECT start_ns, end_ns, duration_ns, root_span_id FROM traces") ==
          "1000|3000|2000|0000000000000001\n");
    CHECK(store.ask("SELECT start_ns FROM spans ORDER BY span_id") == "\n1000\n");
    CHECK(store.ask("SELECT start_ns, end_ns FROM operation_total") == "1000|3000\n");
    CHECK(store.ask("SELECT start_ns, end_ns FROM worker_busy") == "1000|3000\n");
  }
}

TEST_CASE("of two versions that end together the failed and richer one is kept, in either order") {
  const TestSpan poor{.evidence = 0, .values = "[9]"};
  for (const TestSpan& rich : {TestSpan{.evidence = evidence::kException, .values = "[1]"},
                               TestSpan{.evidence = 0, .values = "[1,2]"}}) {
    for (const auto& versions : {std::vector{poor, rich}, std::vector{rich, poor}}) {
      Store store;
      store.write({{versions[0]}, {versions[1]}});
      CHECK(store.ask("SELECT attribute_values FROM span") == rich.values + "\n");
    }
  }
}

/// Spans as exporters send them: several versions, missing parents, failures, error replies.
std::vector<TestSpan> random_spans(std::mt19937& random) {
  const auto pick = [&](std::uint64_t below) { return random() % below; };
  std::vector<TestSpan> spans;
  for (int i = 0; i < 60; ++i) {
    TestSpan span;
    span.trace = static_cast<std::uint8_t>(1 + pick(3));
    span.id = 1 + pick(20);
    span.parent = pick(24);
    if (span.parent == span.id) span.parent = 0;
    span.name = "name" + std::to_string(pick(3));
    span.service = "service" + std::to_string(pick(3));
    span.start = static_cast<std::int64_t>(1'000 + pick(5));
    span.end = pick(4) == 0 ? 0 : static_cast<std::int64_t>(1'000 + pick(10));
    span.role = static_cast<Role>(pick(5));
    span.status = static_cast<StatusCode>(pick(3));
    span.evidence = span.status == StatusCode::kError ? evidence::kStatus : 0;
    if (pick(3) == 0) span.worker = "worker" + std::to_string(pick(3));
    if (span.role == Role::kMessage && pick(2) == 0) span.message_type = "error";
    span.values = "[" + std::to_string(pick(2)) + "]";
    spans.push_back(span);
  }
  return spans;
}

TEST_CASE("the tables do not depend on order, batches, commits or repetition") {
  std::mt19937 random(20260115);
  for (int round = 0; round < 25; ++round) {
    std::vector<TestSpan> spans = random_spans(random);
    std::string expected_spans;
    std::string expected_traces;
    for (int order = 0; order < 4; ++order) {
      std::vector<std::vector<TestSpan>> batches(1);
      for (const TestSpan& span : spans) {
        if (random() % 10 == 0) batches.emplace_back();
        batches.back().push_back(span);
        if (random() % 8 == 0) batches.back().push_back(spans[random() % spans.size()]);
      }
      Store store;
      store.write(batches);
      const std::string stored_spans = store.ask(kSpans);
      const std::string stored_traces = store.ask(kTraces);
      if (order == 0) {
        expected_spans = stored_spans;
        expected_traces = stored_traces;
      }
      INFO("round " << round << ", order " << order);
      CHECK(stored_spans == expected_spans);
      CHECK(stored_traces == expected_traces);
      std::shuffle(spans.begin(), spans.end(), random);
    }
  }
}

/// All that is counted, by names rather than by the order of arrival.
std::string counted(const Store& store) {
  return store.ask(kTraces) +
         store.ask(
             "SELECT trace_hex, span_id, children, error_reply FROM missing_parent JOIN trace ON trace.id = "
             "trace "
             "ORDER BY trace_id, span_id") +
         store.ask(
             "SELECT s.text, n.text, role, spans, errors, total_ns, start_ns, end_ns FROM operation_total "
             "JOIN string s ON s.id = service JOIN string n ON n.id = name ORDER BY 1, 2, 3") +
         store.ask(
             "SELECT text, spans, traces, errors, busy_ns FROM worker_total JOIN string ON id = worker ORDER "
             "BY 1") +
         store.ask("SELECT text, start_ns, end_ns FROM worker_busy JOIN string ON id = worker ORDER BY 1, 2");
}

TEST_CASE("spans that come unfinished first are counted as if they had come finished") {
  std::mt19937 random(20260116);
  for (int round = 0; round < 25; ++round) {
    std::vector<TestSpan> finished;
    std::vector<std::vector<TestSpan>> batches(1);
    for (const TestSpan& span : random_spans(random)) {
      const auto same_id = [&](const TestSpan& other) {
        return other.trace == span.trace && other.id == span.id;
      };
      if (span.end != 0 && std::ranges::none_of(finished, same_id)) finished.push_back(span);
    }
    for (TestSpan span : finished) {
      span.end = 0;
      span.evidence = 0;
      span.values = "[]";
      if (random() % 3 > 0) batches[0].push_back(span);
    }
    std::vector<TestSpan> shuffled = finished;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    for (const TestSpan& span : shuffled) {
      if (random() % 4 == 0) batches.emplace_back();
      batches.back().push_back(span);
    }
    Store step_by_step;
    step_by_step.write(batches);
    Store at_once;
    std::ranges::sort(finished, {}, &TestSpan::trace);
    at_once.write({finished});
    INFO("round " << round);
    CHECK(step_by_step.ask(kSpans) == at_once.ask(kSpans));
    CHECK(counted(step_by_step) == counted(at_once));
  }
}

}  // namespace
}  // namespace tracewh::store::test
