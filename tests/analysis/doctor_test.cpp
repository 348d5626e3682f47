#include "analysis/ask_analysis.hpp"
#include "analysis/findings.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace tracewh::analysis {
namespace {

Lines doctor(const std::vector<tree::TraceTree>& trees) {
  return ask_analysis("doctor", trees, {"finding", "count", "service", "trace_id", "span_id"});
}

WorkSpan of(std::string service, WorkSpan span) {
  span.service = std::move(service);
  span.task_id = "t";
  return span;
}

WorkSpan sent(std::uint64_t id, std::string message_id) {
  WorkSpan span = of("boss", send(id, 1, 10, 5));
  span.message_id = std::move(message_id);
  return span;
}

/// A coordinator that sends a task.
std::vector<WorkSpan> coordinator() { return {of("boss", task(1, 0, 0, 1000)), sent(2, "m")}; }

/// What took the task, below `parent`.
std::vector<WorkSpan> work(std::uint64_t parent) {
  WorkSpan work = of("workers", worker(3, parent, 20, 500));
  work.message_id = "m";
  WorkSpan call = of("workers", worker(4, 3, 30, 100));
  call.role = model::Role::kLlm;
  WorkSpan done = of("workers", reply(5, 3, 400, 5));
  done.message_id = "r";
  return {work, call, done};
}

std::vector<WorkSpan> together(std::vector<WorkSpan> spans, const std::vector<WorkSpan>& more) {
  spans.insert(spans.end(), more.begin(), more.end());
  return spans;
}

/// The ID of which the lower half is that of trace `trace_number`.
model::TraceId lower_half_of(std::uint8_t trace_number) {
  model::TraceId id = trace_id(trace_number);
  std::fill_n(id.bytes.begin(), 8, std::uint8_t{0});
  return id;
}

std::string place(const model::TraceId& trace, std::uint64_t span) {
  return to_string(trace) + " " + to_string(model::SpanId{span});
}

}  // namespace

TEST_CASE("the codes of findings are frozen, errors first") {
  Lines codes;
  for (const FindingKind& kind : finding_kinds()) codes.emplace_back(kind.code);
  CHECK(codes == Lines{"separate_traces", "missing_worker_spans", "truncated_trace_id", "parent_cycle",
                       "duplicate_span_id", "orphan_spans", "clock_skew", "ok_over_error", "unfinished_spans",
                       "negative_duration", "child_outside_parent", "missing_root", "several_roots",
                       "missing_service_name", "missing_task_id", "pending_message_id",
                       "suspected_sampling"});
  CHECK(std::ranges::is_sorted(finding_kinds(), {}, &FindingKind::severity));
}

TEST_CASE("clean traces of several agents get no findings") {
  CHECK(doctor(all(make_tree(together(coordinator(), work(2)), 1),
                   make_tree(together(coordinator(), work(1)), 2)))
            .empty());
}

TEST_CASE("a worker in a trace of its own is told by what it was sent") {
  CHECK(doctor(all(make_tree(coordinator(), 1), make_tree(work(0), 2))) ==
        Lines{"separate_traces 1 workers " + place(trace_id(2), 3)});
}

TEST_CASE("a worker that links to what it was sent keeps its own trace by choice") {
  std::vector<WorkSpan> linked = work(0);
  linked[0].links_away = {{trace_id(1), 2}};
  CHECK(doctor(all(make_tree(coordinator(), 1), make_tree(linked, 2))).empty());
}

TEST_CASE("a task that no worker took is missed at its sender") {
  CHECK(doctor(all(make_tree(coordinator(), 1))) ==
        Lines{"missing_worker_spans 1 boss " + place(trace_id(1), 2)});
}

TEST_CASE("a truncated trace ID is the only reason of what it causes") {
  CHECK(doctor(all(make_tree(coordinator(), 1), make_tree(work(2), lower_half_of(1)))) ==
        Lines{"truncated_trace_id 1 workers " + place(lower_half_of(1), 3)});
  // A short ID alone is none.
  CHECK(doctor(all(make_tree(together(coordinator(), work(2)), lower_half_of(1)))).empty());
}

TEST_CASE("orphans of a trace with a short ID are found where that is no half of another") {
  CHECK(doctor(all(make_tree(together(coordinator(), work(77)), lower_half_of(1)))) ==
        Lines{"orphan_spans 1 workers " + place(lower_half_of(1), 3)});
}

TEST_CASE("sampling is suspected where a part of ten or more traces lacks parents") {
  const auto with_orphans = [](std::uint8_t traces, std::uint8_t orphaned) {
    std::vector<tree::TraceTree> trees;
    for (std::uint8_t i = 1; i <= traces; ++i) {
      const std::uint64_t parent = i <= orphaned ? 77 : 1;
      trees.push_back(
          make_tree({of("boss", task(1, 0, 0, 1000)), of("boss", named(task(2, parent, 0, 9), "x"))}, i));
    }
    std::set<std::string> codes;
    for (const std::string& code : ask_analysis("doctor", trees, {"finding"})) codes.insert(code);
    return codes.contains("suspected_sampling");
  };
  CHECK(with_orphans(10, 1));
  CHECK(with_orphans(10, 9));
  CHECK_FALSE(with_orphans(10, 10));
  CHECK_FALSE(with_orphans(11, 1));
  CHECK_FALSE(with_orphans(9, 5));
}

TEST_CASE("a clock that is off is told with how far") {
  std::vector<tree::TraceTree> trees;
  for (std::uint8_t i = 1; i <= 3; ++i) {
    trees.push_back(make_tree({of("boss", task(1, 0, 0, 1000)), of("workers", worker(2, 1, 5000, 800))}, i));
  }
  CHECK(ask_analysis("doctor", trees, {"finding", "count", "service", "value_ns"}) ==
        Lines{"clock_skew 3 workers 4900"});
}

}  // namespace tracewh::analysis
