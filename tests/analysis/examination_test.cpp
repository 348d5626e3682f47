#include "analysis/ask_analysis.hpp"
#include "analysis/findings.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace tracewh::analysis {
namespace {

/// Each finding within one trace as "code service count first span".
Lines examined(const std::vector<WorkSpan>& spans) {
  Findings findings;
  examine(make_tree(spans), findings);
  Lines lines;
  for (const FindingKind& kind : finding_kinds()) {
    for (const auto& [service, finding] : findings.of(kind.code)) {
      lines.push_back(fmt::format("{} {} {} {}", kind.code, service, finding.count, finding.span_id.value));
    }
  }
  return lines;
}

WorkSpan of(std::string service, WorkSpan span) {
  span.service = std::move(service);
  return span;
}

WorkSpan asked(std::uint64_t id, std::uint64_t parent, std::int64_t start_ns, std::int64_t duration_ns) {
  WorkSpan span = of("boss", task(id, parent, start_ns, duration_ns));
  span.task_id = "t";
  return span;
}

WorkSpan step(std::uint64_t id, std::uint64_t parent, std::int64_t start_ns, std::int64_t duration_ns) {
  WorkSpan span = of("boss", worker(id, parent, start_ns, duration_ns));
  span.role = model::Role::kTool;
  return span;
}

}  // namespace

TEST_CASE("a clean trace has no findings") {
  CHECK(examined({asked(1, 0, 0, 100), step(2, 1, 0, 50), step(3, 2, 10, 40), step(4, 1, 50, 50)}).empty());
  CHECK(examined({}).empty());
}

TEST_CASE("a failure that its status tells is no finding") {
  WorkSpan failure = failed(asked(1, 0, 0, 100));
  failure.evidence |= model::evidence::kException;
  CHECK(examined({failure}).empty());
}

TEST_CASE("OK over an exception or an error attribute is one, over an error reply it is none") {
  CHECK(examined({asked(1, 0, 0, 100), ok_over_error(step(2, 1, 0, 5)), ok_over_error(step(3, 1, 5, 5))}) ==
        Lines{"ok_over_error boss 2 2"});
  WorkSpan replied = ok(asked(1, 0, 0, 100));
  replied.evidence = model::evidence::kErrorReply;
  CHECK(examined({replied}).empty());
}

TEST_CASE("times that are missing or impossible are found") {
  WorkSpan unfinished = step(2, 1, 0, 0);
  unfinished.duration_ns.reset();
  CHECK(examined({asked(1, 0, 0, 100), unfinished}) == Lines{"unfinished_spans boss 1 2"});
  WorkSpan backwards = step(2, 1, 5, 0);
  backwards.anomalies = model::anomaly::kEndBeforeStart;
  CHECK(examined({asked(1, 0, 0, 100), backwards}) == Lines{"negative_duration boss 1 2"});
}

TEST_CASE("a child outside its parent is found in one service, where the parent should wait") {
  CHECK(examined({asked(1, 0, 0, 100), step(2, 1, 90, 20)}) == Lines{"child_outside_parent boss 1 2"});
  CHECK(examined({asked(1, 0, 0, 100), of("other", step(2, 1, 90, 20))}).empty());
  WorkSpan producer = step(2, 1, 90, 5);
  producer.kind = kProducer;
  WorkSpan consumer = step(3, 2, 99, 20);
  consumer.kind = kConsumer;
  CHECK(examined({asked(1, 0, 0, 100), producer, consumer}).empty());
}

TEST_CASE("roots that are missing or too many are found") {
  CHECK(examined({step(2, 77, 0, 5), step(3, 77, 5, 5)}) ==
        Lines{"orphan_spans boss 2 2", "missing_root boss 1 2"});
  CHECK(examined({asked(1, 0, 0, 100), step(2, 0, 5, 5), step(3, 0, 6, 5)}) ==
        Lines{"several_roots boss 2 2"});
  CHECK(examined({asked(1, 0, 0, 100), step(2, 77, 5, 5)}) == Lines{"orphan_spans boss 1 2"});
}

TEST_CASE("a cycle is neither a missing root nor one of several") {
  CHECK(examined({step(2, 3, 0, 5), step(3, 2, 0, 5)}) == Lines{"parent_cycle boss 1 2"});
  CHECK(examined({step(2, 3, 0, 5), step(3, 2, 0, 5), asked(1, 0, 10, 100)}) ==
        Lines{"parent_cycle boss 1 2"});
}

TEST_CASE("IDs and names that are missing or repeated are found") {
  CHECK(examined({asked(1, 0, 0, 100), step(2, 1, 0, 5), step(2, 1, 10, 5)}) ==
        Lines{"duplicate_span_id boss 1 2"});
  CHECK(examined({of("boss", task(1, 0, 0, 100))}) == Lines{"missing_task_id boss 1 1"});
  WorkSpan pending = of("boss", send(2, 1, 0, 5));
  pending.message_id = "pending";
  CHECK(examined({asked(1, 0, 0, 100), pending}) == Lines{"pending_message_id boss 1 2"});
  CHECK(
      examined({asked(1, 0, 0, 100), of("", step(2, 1, 0, 5)), of("unknown_service:go", step(3, 1, 5, 5))}) ==
      Lines{"missing_service_name  1 2", "missing_service_name unknown_service:go 1 3"});
}

}  // namespace tracewh::analysis
