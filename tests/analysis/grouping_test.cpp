#include "analysis/grouping.hpp"

#include "analysis/work_trace.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>

namespace tracewh::analysis {
namespace {

/// A task, its worker and that one's call, in this order.
tree::TraceTree make_example() {
  WorkSpan root = named(task(1, 0, 0, 100), "root");
  root.task_type = "research";
  root.agent = "planner";
  WorkSpan work = named(worker(2, 1, 0, 50), "work");
  work.worker_id = "w";
  work.service = "workers";
  WorkSpan call = named(worker(3, 2, 0, 50), "call");
  call.role = model::Role::kLlm;
  call.model = "m";
  return make_tree({root, work, call});
}

}  // namespace

TEST_CASE("each grouping has a name, and no other name is one") {
  CHECK(grouping_from_name("") == Grouping::kNone);
  CHECK(grouping_from_name("operation") == Grouping::kOperation);
  CHECK(grouping_from_name("task_type") == Grouping::kTaskType);
  CHECK_THROWS_AS(grouping_from_name("Operation"), base::Error);
  CHECK_THROWS_AS(grouping_from_name("color"), base::Error);
}

TEST_CASE("what a span belongs to is its own alone") {
  const tree::TraceTree tree = make_example();
  CHECK(group_of(Grouping::kOperation, tree, 2) == "call");
  CHECK(group_of(Grouping::kPath, tree, 2) == "root > work > call");
  CHECK(group_of(Grouping::kRole, tree, 1) == "worker");
  CHECK(group_of(Grouping::kService, tree, 1) == "workers");
  CHECK(group_of(Grouping::kModel, tree, 2) == "m");
  CHECK(group_of(Grouping::kAgent, tree, 0) == "planner");
  CHECK(group_of(Grouping::kTaskType, tree, 0) == "research");
  CHECK(group_of(Grouping::kTrace, tree, 0) == to_string(trace_id(16)));
  CHECK(group_of(Grouping::kWorker, tree, 2).empty());
  CHECK(group_of(Grouping::kNone, tree, 2).empty());
}

TEST_CASE("what is around a span is that of the nearest at or above it") {
  const tree::TraceTree tree = make_example();
  CHECK(group_around(Grouping::kWorker, tree, 2) == "w");
  CHECK(group_around(Grouping::kTaskType, tree, 2) == "research");
  CHECK(group_around(Grouping::kWorker, tree, 0).empty());
}

TEST_CASE("a missing parent belongs to nothing, and paths name its place") {
  const tree::TraceTree tree = make_tree({named(worker(2, 77, 0, 5), "work")});
  CHECK(group_of(Grouping::kPath, tree, 1) == "(missing) > work");
  CHECK(group_of(Grouping::kOperation, tree, 0).empty());
  CHECK(group_around(Grouping::kWorker, tree, 1).empty());
}

}  // namespace tracewh::analysis
