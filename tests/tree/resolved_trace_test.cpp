#include "tree/resolved_trace.hpp"

#include "tree/make_trace.hpp"
#include "tree/trace_tree.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tracewh::tree {
namespace {

model::TraceId trace_id(std::uint8_t number) { return {{number}}; }

/// A trace of that number, in a service of its own name.
model::Trace numbered(std::uint8_t number, const std::vector<SpanCase>& spans) {
  model::Trace trace = make_trace(spans);
  trace.trace_id = trace_id(number);
  trace.resources[0].service = trace.arena.copy("service-" + std::to_string(number));
  return trace;
}

Join join_of(std::uint8_t trace, std::uint64_t span, std::uint8_t parent_trace, std::uint64_t parent) {
  return {trace_id(trace), {span}, trace_id(parent_trace), {parent}};
}

TraceTree joined(std::vector<model::Trace> traces, const std::vector<Join>& joins) {
  return build_tree(join(std::move(traces), joins));
}

/// The nodes in pre-order, indented by depth: trace and span, `!` where a trace was joined.
std::string outline(const TraceTree& tree) {
  std::string text;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    text += std::string(tree.positions[i].depth, '.');
    text += node.placeholder() ? "missing" : std::to_string(tree.trace_id_of(node).bytes[0]);
    text += "/" + std::to_string(node.span_id.value);
    if ((node.defects & defect::kCameApart) != 0) text += "!";
    text += " ";
  }
  return text;
}

std::vector<model::Trace> two_traces() {
  std::vector<model::Trace> traces;
  traces.push_back(numbered(1, {{1, 0, 0, 100}, {2, 1, 10, 5}}));
  traces.push_back(numbered(2, {{1, 0, 20, 30}, {3, 1, 25, 5}}));
  return traces;
}

}  // namespace

TEST_CASE("a trace is joined below the span that the join names") {
  const TraceTree tree = joined(two_traces(), {join_of(2, 1, 1, 2)});
  CHECK(outline(tree) == "1/1 .1/2 ..2/1! ...2/3 ");
  CHECK(tree.trace.trace_id == trace_id(1));
  CHECK(tree.counts.roots == 1);
  CHECK(tree.counts.outside_parent == 0);
  CHECK(tree.trace.service_of(tree.span_of(tree.nodes[2])) == "service-2");
  CHECK(tree.span_of(tree.nodes[3]).name == "span");
}

TEST_CASE("spans of one ID in two traces are two, and no duplicates") {
  CHECK(joined(two_traces(), {join_of(2, 1, 1, 2)}).counts.duplicate_ids == 0);
}

TEST_CASE("a joined trace whose parent is not there is a further root") {
  CHECK(outline(joined(two_traces(), {join_of(2, 1, 1, 99)})) == "1/1 .1/2 2/1 .2/3 ");
  CHECK(outline(joined(two_traces(), {join_of(2, 1, 1, 0)})) == "1/1 .1/2 2/1 .2/3 ");
}

TEST_CASE("a join moves no span that has its parent") {
  CHECK(outline(joined(two_traces(), {join_of(2, 3, 1, 2)})) == "1/1 .1/2 2/1 .2/3 ");
}

TEST_CASE("what names a parent of the other trace finds it, and its placeholder goes") {
  std::vector<model::Trace> traces;
  traces.push_back(numbered(1, {{1, 0, 0, 100}}));
  traces.push_back(numbered(2, {{5, 1, 10, 5}, {6, 1, 20, 5}, {7, 77, 30, 5}}));
  const TraceTree tree = joined(std::move(traces), {join_of(2, 5, 1, 1)});
  CHECK(outline(tree) == "1/1 .2/5! .2/6! missing/77 .2/7 ");
  CHECK(tree.counts.missing_parents == 1);
}

TEST_CASE("a chain of joined traces is one tree") {
  std::vector<model::Trace> traces = two_traces();
  traces.push_back(numbered(3, {{9, 0, 40, 5}}));
  const TraceTree tree = joined(std::move(traces), {join_of(2, 1, 1, 1), join_of(3, 9, 2, 3)});
  CHECK(outline(tree) == "1/1 .1/2 .2/1! ..2/3 ...3/9! ");
}

TEST_CASE("one trace alone is what it is without joins") {
  std::vector<model::Trace> one;
  one.push_back(std::move(two_traces().front()));
  CHECK(outline(joined(std::move(one), {})) == "1/1 .1/2 ");
}

}  // namespace tracewh::tree
