#include "tree/aggregated_tree.hpp"

#include "tree/make_trace.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace tracewh::tree {
namespace {

std::vector<std::string> outline(const AggregatedTree& tree) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    lines.push_back(std::string(tree.positions[i].depth, '.') + tree.nodes[i].name);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("spans with the same path are one node, the longest total first") {
  TreeAggregator aggregator;
  aggregator.add(build_tree(make_trace(
      {{1, 0, 0, 100, "task"}, {2, 1, 0, 10, "send"}, {3, 1, 10, 60, "work"}, {4, 1, 70, 20, "send"}})));
  aggregator.add(
      build_tree(make_trace({{1, 0, 0, 50, "task", 1}, {2, 1, 0, 10, "work"}, {3, 2, 0, 5, "send"}})));
  const AggregatedTree tree = aggregator.finish();
  REQUIRE(outline(tree) == Lines{"task", ".work", "..send", ".send"});
  CHECK(tree.traces == 2);
  CHECK(tree.spans == 7);
  CHECK(tree.nodes[0].count == 2);
  CHECK(tree.nodes[0].total_ns == 150);
  CHECK(tree.nodes[0].self_ns == 50);
  CHECK(tree.nodes[0].errors == 1);
  CHECK(tree.nodes[3].count == 2);
  CHECK(tree.nodes[3].share.value() == Approx(0.2));
  CHECK(tree.positions[1].end == 3);
  CHECK(tree.positions[3].parent == 0);
}

TEST_CASE("percentiles are by nearest rank") {
  TreeAggregator aggregator;
  for (std::int64_t duration = 100; duration >= 1; --duration) {
    aggregator.add(build_tree(make_trace({{1, 0, 0, duration, "task"}})));
  }
  const AggregatedTree tree = aggregator.finish();
  REQUIRE(tree.nodes.size() == 1);
  CHECK(tree.nodes[0].p50_ns == 50);
  CHECK(tree.nodes[0].p95_ns == 95);
  CHECK(tree.nodes[0].max_ns == 100);
}

TEST_CASE("unfinished spans and missing parents are counted and have no duration") {
  TreeAggregator aggregator;
  aggregator.add(
      build_tree(make_trace({{1, 0, 0, {}, "task"}, {2, 70, 1, 5, "work"}, {3, 71, 1, 5, "work"}})));
  const AggregatedTree tree = aggregator.finish();
  REQUIRE(outline(tree) == Lines{"missing parent", ".work", "task"});
  CHECK(tree.nodes[2].unfinished == 1);
  CHECK(tree.nodes[2].p95_ns == 0);
  CHECK(tree.nodes[0].count == 2);
  CHECK(tree.nodes[1].count == 2);
}

TEST_CASE("shares count missing roots by the length of their traces") {
  TreeAggregator aggregator;
  aggregator.add(build_tree(make_trace({{1, 0, 0, 100, "task"}, {2, 1, 0, 50, "work"}})));
  aggregator.add(build_tree(make_trace({{1, 70, 0, 200, "work"}, {2, 70, 250, 50, "work"}})));
  const AggregatedTree tree = aggregator.finish();
  REQUIRE(outline(tree) == Lines{"task", ".work", "missing parent", ".work"});
  CHECK(tree.nodes[0].share.value() == Approx(0.25));
  CHECK(tree.nodes[1].share.value() == Approx(0.125));
  CHECK(tree.nodes[3].share.value() == Approx(0.625));
}

TEST_CASE("traces without a length have no shares, and count for none") {
  TreeAggregator aggregator;
  const auto add_trace = [&](std::int64_t root_ns) {
    aggregator.add(build_tree(make_trace({{1, 0, 0, root_ns, "task"}, {2, 1, 0, 50, "work"}})));
  };
  add_trace(0);
  add_trace(0);
  const AggregatedTree instant = aggregator.finish();
  REQUIRE(outline(instant) == Lines{"task", ".work"});
  CHECK_FALSE(instant.nodes[0].share);
  CHECK_FALSE(instant.nodes[1].share);
  add_trace(0);
  add_trace(100);
  const AggregatedTree mixed = aggregator.finish();
  CHECK(mixed.nodes[0].share == 1);
  CHECK(mixed.nodes[1].total_ns == 100);
  CHECK(mixed.nodes[1].share == 0.5);
}

TEST_CASE("a span that is named like the placeholder is a path of its own") {
  TreeAggregator aggregator;
  aggregator.add(build_tree(make_trace({{1, 70, 0, 10, "work"}})));
  aggregator.add(build_tree(make_trace({{1, 0, 0, 10, "missing parent"}})));
  const AggregatedTree tree = aggregator.finish();
  REQUIRE(outline(tree) == Lines{"missing parent", "missing parent", ".work"});
  CHECK_FALSE(tree.nodes[0].placeholder);
  CHECK(tree.nodes[1].placeholder);
}

TEST_CASE("one name under two roles is two paths") {
  model::Trace trace = make_trace({{1, 0, 0, 10, "step"}, {2, 0, 20, 5, "step"}});
  trace.spans[1].role = model::Role::kTool;
  TreeAggregator aggregator;
  aggregator.add(build_tree(std::move(trace)));
  CHECK(aggregator.finish().nodes.size() == 2);
}

TEST_CASE("a finished aggregator is empty") {
  TreeAggregator aggregator;
  aggregator.add(build_tree(make_trace({{1, 0, 0, 10}})));
  aggregator.finish();
  CHECK(aggregator.finish().nodes.empty());
}

TEST_CASE("aggregating a deep chain does not recurse") {
  std::vector<SpanCase> cases;
  for (std::uint64_t id = 1; id <= 50'000; ++id)
    cases.push_back({id, id - 1, static_cast<std::int64_t>(id), 10});
  TreeAggregator aggregator;
  aggregator.add(build_tree(make_trace(cases)));
  CHECK(aggregator.finish().positions.back().depth == 49'999);
}

}  // namespace tracewh::tree
