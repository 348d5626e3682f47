#include "analysis/ask_analysis.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tracewh::analysis {
namespace {

WorkSpan by_worker(WorkSpan span, std::string worker_id) {
  span.worker_id = std::move(worker_id);
  return span;
}

std::vector<std::string> hops_by(const std::string& by, const std::vector<WorkSpan>& spans,
                                 const std::vector<std::string>& columns) {
  return ask_analysis("hops", all(make_tree(spans)), columns, Options({{"by", by}}));
}

}  // namespace

TEST_CASE("a hand-off is from the nearest who is somebody, else from the service, to the worker") {
  WorkSpan root = task(1, 0, 0, 100);
  root.service = "coordinator";
  WorkSpan sent = send(2, 1, 1, 1);
  sent.service = "coordinator";
  const WorkSpan taken = by_worker(worker(3, 1, 5, 50), "w-1");
  CHECK(ask_analysis("hops", all(make_tree({root, sent, taken})), {"sender", "worker_id", "rule"}) ==
        Lines{"coordinator w-1 order"});
  root.agent = "planner";
  CHECK(ask_analysis("hops", all(make_tree({root, sent, taken})), {"sender"}) == Lines{"planner"});
  CHECK(
      ask_analysis("hops", all(make_tree({root, taken})), {"span_id", "worker_span_id", "sender", "rule"}) ==
      Lines{"- 0000000000000003 planner direct"});
}

TEST_CASE("a hand-off is of the task that its worker names, else its send, else what is above") {
  WorkSpan root = task(1, 0, 0, 100);
  root.task_id = "t-1";
  WorkSpan sent = send(2, 1, 1, 1);
  WorkSpan taken = worker(3, 2, 5, 50);
  const auto task_of = [&] { return ask_analysis("hops", all(make_tree({root, sent, taken})), {"task_id"}); };
  CHECK(task_of() == Lines{"t-1"});
  sent.task_id = "t-2";
  CHECK(task_of() == Lines{"t-2"});
  taken.task_id = "t-3";
  CHECK(task_of() == Lines{"t-3"});
}

TEST_CASE("hand-offs are counted by worker, sender or type, the most first") {
  WorkSpan root = task(1, 0, 0, 100);
  root.agent = "planner";
  root.task_type = "research";
  const std::vector<WorkSpan> spans{root,
                                    send(2, 1, 0, 1),
                                    by_worker(worker(3, 2, 3, 10), "a"),
                                    send(4, 1, 20, 1),
                                    by_worker(worker(5, 4, 25, 30), "b"),
                                    send(6, 1, 60, 1),
                                    by_worker(worker(7, 6, 67, 20), "b"),
                                    send(8, 1, 90, 1)};
  CHECK(hops_by("worker", spans,
                {"key", "hops", "without_worker", "queue_p50_ns", "queue_p95_ns", "work_p50_ns"}) ==
        Lines{"b 2 0 4 6 20", "- 1 1 - - -", "a 1 0 2 2 10"});
  CHECK(hops_by("sender", spans, {"key", "hops", "without_worker", "send_p95_ns"}) == Lines{"planner 4 1 1"});
  CHECK(hops_by("type", spans, {"key", "hops", "queue_p50_ns"}) == Lines{"research 4 4"});
}

TEST_CASE("a chain of 50,000 hand-offs is followed without looking along it for each") {
  std::vector<WorkSpan> spans{task(1, 0, 0, 100)};
  for (std::uint64_t id = 2; id <= 100'000; id += 2) {
    spans.push_back(send(id, id - 1, 1, 1));
    spans.push_back(worker(id + 1, id, 2, 1));
  }
  CHECK(ask_analysis("hops", all(make_tree(spans)), {"rule"}).size() == 50'000);
}

}  // namespace tracewh::analysis
