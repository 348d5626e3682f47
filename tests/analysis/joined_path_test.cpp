#include "analysis/path_walk.hpp"
#include "tree/make_trace.hpp"
#include "tree/resolved_trace.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tracewh::analysis {
namespace {

using tree::kEpoch;

/// The critical path of a task that sends work (span 2) to the worker of another trace (span 3).
std::string path(std::int64_t worker_start_ns, std::int64_t worker_ns) {
  std::vector<model::Trace> traces;
  traces.push_back(tree::make_trace({{1, 0, 0, 100}, {2, 1, 10, 5}}));
  traces.push_back(tree::make_trace({{3, 0, worker_start_ns, worker_ns}}));
  traces[1].trace_id = {{9}};
  const tree::Join join{traces[1].trace_id, {3}, traces[0].trace_id, {2}};
  const tree::TraceTree tree = tree::build_tree(tree::join(std::move(traces), std::vector{join}));
  const PathWalk walk = walk_critical_path(tree, 0);
  std::string text;
  for (const Segment& segment : walk.segments) {
    text += std::to_string(tree.nodes[walk.visits[segment.visit].node].span_id.value) + ":" +
            std::to_string(segment.start_ns - kEpoch) + "-" + std::to_string(segment.end_ns - kEpoch) + " ";
  }
  return text;
}

}  // namespace

TEST_CASE("the task waits for a worker that its ended send started in another trace, gaps included") {
  CHECK(path(40, 50) == "1:0-10 2:10-15 1:15-40 3:40-90 1:90-100 ");
}

TEST_CASE("what a joined worker does after the task ended is no part of the path") {
  CHECK(path(40, 500) == "1:0-10 2:10-15 1:15-40 3:40-100 ");
  CHECK(path(140, 50) == "1:0-10 2:10-15 1:15-100 ");
}

TEST_CASE("a joined worker within its send is on the path below it") {
  CHECK(path(11, 3) == "1:0-10 2:10-11 3:11-14 2:14-15 1:15-100 ");
}

}  // namespace tracewh::analysis
