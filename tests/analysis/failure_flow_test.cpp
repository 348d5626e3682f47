#include "analysis/failure_flow.hpp"

#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tracewh::analysis {
namespace {

/// Each failure as "span effect", by ID.
std::vector<std::string> failures(const std::vector<WorkSpan>& spans) {
  const tree::TraceTree tree = make_tree(spans);
  std::vector<std::string> failures;
  for (const auto& [node, effect] : failures_of(tree)) {
    failures.push_back(std::to_string(tree.nodes[node].span_id.value) + " " + std::string(to_string(effect)));
  }
  return failures;
}

std::string message_at(const std::vector<WorkSpan>& spans, std::uint64_t id) {
  const tree::TraceTree tree = make_tree(spans);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (!tree.nodes[i].placeholder() && tree.nodes[i].span_id.value == id)
      return std::string(message_of(tree, i));
  }
  return "no such span";
}

using Failures = std::vector<std::string>;

}  // namespace

TEST_CASE("a trace without evidence has no failures") {
  CHECK(failures({task(1, 0, 0, 100), worker(2, 1, 5, 50)}).empty());
}

TEST_CASE("the leaf is where a failure began that reached its task") {
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, 5, 50)), failed(worker(3, 2, 6, 9))}) ==
        Failures{"3 fatal"});
  CHECK(failures({failed(task(1, 0, 0, 100)), worker(2, 1, 5, 50)}) == Failures{"1 fatal"});
}

TEST_CASE("a task fails by its evidence even where it says OK") {
  CHECK(failures({ok_over_error(task(1, 0, 0, 100)), failed(worker(2, 1, 5, 50))}) == Failures{"2 fatal"});
}

TEST_CASE("a failure passes through a parent that tells nothing") {
  CHECK(failures({failed(task(1, 0, 0, 100)), worker(2, 1, 5, 50), failed(worker(3, 2, 6, 9))}) ==
        Failures{"3 fatal"});
}

TEST_CASE("a failure is absorbed by a parent that is OK") {
  CHECK(failures({failed(task(1, 0, 0, 100)), ok(worker(2, 1, 5, 50)), failed(worker(3, 2, 6, 9))}) ==
        Failures{"1 fatal", "3 absorbed"});
}

TEST_CASE("a failure is absorbed by a parent that went on and succeeded") {
  const WorkSpan next = named(worker(4, 2, 20, 9), "something else");
  CHECK(failures({failed(task(1, 0, 0, 100)), worker(2, 1, 5, 50), failed(worker(3, 2, 6, 9)), next}) ==
        Failures{"1 fatal", "3 absorbed"});
  // What began before it ended is no going on.
  const WorkSpan beside = named(worker(4, 2, 14, 20), "something else");
  CHECK(failures({failed(task(1, 0, 0, 100)), worker(2, 1, 5, 50), failed(worker(3, 2, 6, 9)), beside}) ==
        Failures{"3 fatal"});
}

TEST_CASE("a failed parent absorbs nothing by going on") {
  const WorkSpan next = named(worker(4, 2, 20, 9), "something else");
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, 5, 50)), failed(worker(3, 2, 6, 9)),
                  next}) == Failures{"3 fatal"});
}

TEST_CASE("a failure whose repetition succeeded is retried") {
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, 5, 10)), failed(worker(3, 1, 20, 10)),
                  worker(4, 1, 40, 10)}) == Failures{"1 fatal", "2 retried", "3 retried"});
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, 5, 10)), failed(worker(3, 1, 20, 10))}) ==
        Failures{"2 fatal", "3 fatal"});
}

TEST_CASE("what is below a retried span is retried with it") {
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, 5, 10)),
                  failed(named(worker(3, 2, 6, 3), "leaf")), worker(4, 1, 40, 10)}) ==
        Failures{"1 fatal", "3 retried"});
}

TEST_CASE("a failure that reaches no failed task or root is absorbed") {
  CHECK(failures({task(1, 0, 0, 100), failed(worker(2, 1, 5, 50))}) == Failures{"2 absorbed"});
}

TEST_CASE("each root has failures of its own") {
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, 50, 5)), failed(task(3, 0, 10, 100)),
                  failed(worker(4, 3, 20, 5))}) == Failures{"4 fatal", "2 fatal"});
}

TEST_CASE("telling of a failure is no going on") {
  CHECK(failures({failed(task(1, 0, 0, 100)), worker(2, 1, 5, 50), failed(worker(3, 2, 6, 9)),
                  reply(4, 2, 20, 1)}) == Failures{"3 fatal"});
}

TEST_CASE("an orphan that failed explains a failed root that nothing else does, or a missing one") {
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 77, 50, 5))}) == Failures{"2 fatal"});
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, 5, 5)), failed(worker(3, 77, 50, 5))}) ==
        Failures{"2 fatal", "3 absorbed"});
  CHECK(failures({failed(worker(2, 77, 50, 5))}) == Failures{"2 fatal"});
  CHECK(failures({task(1, 0, 0, 100), failed(worker(2, 77, 50, 5))}) == Failures{"2 absorbed"});
}

TEST_CASE("what is retried or absorbed below a missing parent stays so") {
  CHECK(failures({failed(worker(2, 77, 0, 5)), worker(3, 77, 50, 5)}) == Failures{"2 retried"});
  CHECK(failures({failed(worker(2, 77, 0, 5)), named(worker(3, 77, 50, 5), "other")}) ==
        Failures{"2 absorbed"});
}

TEST_CASE("failures come by start, those of unknown start last") {
  CHECK(failures({failed(task(1, 0, 0, 100)), failed(worker(2, 1, -1, 5)), failed(worker(3, 1, 50, 5)),
                  failed(worker(4, 1, 20, 5))}) == Failures{"4 fatal", "3 fatal", "2 fatal"});
}

TEST_CASE("the reason is the leaf's, else that of the nearest span above that has one") {
  const std::vector<WorkSpan> spans{failed(task(1, 0, 0, 100), "the task failed"),
                                    failed(worker(2, 1, 5, 50)), failed(worker(3, 2, 6, 9)),
                                    failed(worker(4, 2, 6, 9), "refused")};
  CHECK(message_at(spans, 4) == "refused");
  CHECK(message_at(spans, 3) == "the task failed");
  CHECK(message_at({worker(1, 0, 0, 1)}, 1).empty());
}

}  // namespace tracewh::analysis
