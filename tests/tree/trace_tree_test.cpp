#include "tree/trace_tree.hpp"

#include "tree/make_trace.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace tracewh::tree {
namespace {

/// The IDs of the tree in pre-order, indented by depth; a placeholder in parentheses.
std::vector<std::string> outline(const TraceTree& tree) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const std::string id = std::to_string(tree.nodes[i].span_id.value);
    lines.push_back(std::string(tree.positions[i].depth, '.') +
                    (tree.nodes[i].placeholder() ? "(" + id + ")" : id));
  }
  return lines;
}

/// Whether every span is there once, parents lie before children and subtrees are contiguous.
bool is_complete(const TraceTree& tree) {
  std::vector<int> seen(tree.trace.spans.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (!tree.nodes[i].placeholder()) ++seen[tree.nodes[i].span];
    const TreePosition& position = tree.positions[i];
    if (position.end <= i) return false;
    if (position.parent == kNone) {
      if (position.depth != 0) return false;
      continue;
    }
    const TreePosition& above = tree.positions[position.parent];
    if (position.parent >= i || position.depth != above.depth + 1 || position.end > above.end) return false;
  }
  return std::ranges::all_of(seen, [](int times) { return times == 1; });
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("children are ordered by start, then by ID") {
  const TraceTree tree =
      build_tree(make_trace({{1, 0, 0, 100}, {4, 1, 50, 10}, {3, 1, 50, 10}, {9, 1, 5, 10}}));
  CHECK(outline(tree) == Lines{"1", ".9", ".3", ".4"});
  CHECK(tree.counts.roots == 1);
}

TEST_CASE("an empty trace is an empty tree") { CHECK(build_tree(model::Trace()).nodes.empty()); }

TEST_CASE("several roots stand side by side") {
  const TraceTree tree = build_tree(make_trace({{2, 0, 10, 5}, {1, 0, 0, 5}, {3, 2, 11, 1}}));
  CHECK(outline(tree) == Lines{"1", "2", ".3"});
  CHECK(tree.counts.roots == 2);
}

TEST_CASE("a missing parent is a placeholder that holds its children") {
  const TraceTree tree =
      build_tree(make_trace({{1, 0, 5, 100}, {2, 77, 20, 10}, {3, 77, 1, 2}, {4, 2, 21, 1}}));
  CHECK(outline(tree) == Lines{"(77)", ".3", ".2", "..4", "1"});
  CHECK(tree.nodes[0].start_ns == kEpoch + 1);
  CHECK(tree.nodes[0].end_ns == kEpoch + 30);
  CHECK_FALSE(tree.nodes[0].self_ns.has_value());
  CHECK(tree.counts.missing_parents == 1);
  CHECK(tree.counts.orphans == 2);
  CHECK(tree.counts.roots == 1);
}

TEST_CASE("a cycle of two is cut above its earliest span") {
  const TraceTree tree = build_tree(make_trace({{1, 2, 10, 5}, {2, 1, 3, 50}}));
  CHECK(outline(tree) == Lines{"2", ".1"});
  CHECK(tree.nodes[0].defects == defect::kCycleCut);
  CHECK(tree.counts.cycles == 1);
}

TEST_CASE("a cycle of three keeps what hangs below it") {
  const TraceTree tree =
      build_tree(make_trace({{5, 3, 9, 1}, {1, 3, 1, 90}, {2, 1, 2, 80}, {3, 2, 3, 70}, {4, 0, 0, 1}}));
  CHECK(outline(tree) == Lines{"4", "1", ".2", "..3", "...5"});
  CHECK(tree.counts.cycles == 1);
  CHECK(is_complete(tree));
}

TEST_CASE("a span that is its own parent is a root") {
  const TraceTree tree = build_tree(make_trace({{1, 1, 0, 10}, {2, 1, 1, 2}}));
  CHECK(outline(tree) == Lines{"1", ".2"});
  CHECK(tree.counts.cycles == 1);
  CHECK(tree.counts.missing_parents == 0);
}

TEST_CASE("of spans with one ID the earliest has the children and all are kept") {
  const TraceTree tree = build_tree(make_trace({{1, 0, 0, 10}, {2, 1, 5, 1}, {2, 1, 1, 1}, {3, 2, 2, 1}}));
  CHECK(outline(tree) == Lines{"1", ".2", "..3", ".2"});
  CHECK(tree.counts.duplicate_ids == 1);
  CHECK((tree.nodes[3].defects & defect::kDuplicateId) != 0);
}

TEST_CASE("children outside their parent's time are counted") {
  const TraceTree tree = build_tree(
      make_trace({{1, 0, 100, 50}, {2, 1, 90, 20}, {3, 1, 140, 20}, {4, 1, 110, 40}, {5, 1, 200, {}}}));
  CHECK(tree.counts.outside_parent == 3);
  CHECK(tree.counts.unfinished == 1);
}

TEST_CASE("self time is what no child covers, clipped to the span") {
  const TraceTree tree = build_tree(
      make_trace({{1, 0, 100, 100}, {2, 1, 90, 20}, {3, 1, 105, 15}, {4, 1, 150, 10}, {5, 1, 190, 50}}));
  CHECK(tree.nodes[0].self_ns == 60);  // covered: 100-120, 150-160, 190-200
  CHECK(tree.nodes[1].self_ns == 20);
}

TEST_CASE("a short sibling inside a long one uncovers nothing") {
  const TraceTree tree =
      build_tree(make_trace({{1, 0, 0, 100}, {2, 1, 0, 50}, {3, 1, 10, 5}, {4, 1, 40, 20}}));
  CHECK(tree.nodes[0].self_ns == 40);
}

TEST_CASE("of a root without a length nothing is a share") {
  const TraceTree tree = build_tree(make_trace({{1, 0, 0, 0}, {2, 1, 0, 100}}));
  CHECK_FALSE(tree.nodes[0].share.has_value());
  CHECK_FALSE(tree.nodes[1].share.has_value());
}

TEST_CASE("share is of the root above") {
  const TraceTree tree =
      build_tree(make_trace({{1, 0, 0, 200}, {2, 1, 0, 50}, {3, 0, 500, 10}, {4, 3, 500, 20}}));
  CHECK(tree.nodes[1].share.value() == Approx(0.25));
  CHECK(tree.nodes[2].share.value() == Approx(1));
  CHECK(tree.nodes[3].share.value() == Approx(2));
}

TEST_CASE("an unfinished span reaches as far as what is below it") {
  const TraceTree tree = build_tree(make_trace({{1, 0, 10, {}}, {2, 1, 20, 30}}));
  CHECK(tree.nodes[0].end_ns == kEpoch + 50);
  CHECK_FALSE(tree.nodes[0].self_ns.has_value());
  CHECK(tree.nodes[1].share.value() == Approx(0.75));
}

TEST_CASE("times at the ends of the range do not wrap around") {
  const TraceTree tree = build_tree(make_trace({{1, 0, INT64_MIN, INT64_MAX}, {2, 1, INT64_MAX, INT64_MAX}}));
  CHECK(is_complete(tree));
  CHECK(tree.start_ns == 0);
}

TEST_CASE("a span whose start is unknown covers nothing and comes last") {
  const TraceTree tree =
      build_tree(make_trace({{1, 0, 100, 50}, {2, 1, -1, 30}, {3, 1, 110, 10}, {4, 9, -1, {}}}));
  CHECK(outline(tree) == Lines{"1", ".3", ".2", "(9)", ".4"});
  CHECK(tree.nodes[0].self_ns == 40);
  CHECK(tree.nodes[2].share == Approx(0.6));
  CHECK_FALSE(tree.nodes[2].has_start());
  CHECK_FALSE(tree.nodes[3].has_start());
  CHECK(tree.counts.outside_parent == 0);
  CHECK(tree.start_ns == kEpoch + 100);
  CHECK(tree.end_ns == kEpoch + 150);
}

TEST_CASE("a span whose start and end are unknown covers nothing by what ends below it") {
  const TraceTree tree = build_tree(make_trace({{1, 0, 0, 100}, {2, 1, -1, {}}, {3, 2, 20, 10}}));
  CHECK(tree.nodes[0].self_ns == 100);
}

TEST_CASE("a chain of 100,000 spans, last first, is built without recursion") {
  std::vector<SpanCase> cases;
  for (std::uint64_t id = 100'000; id > 0; --id)
    cases.push_back({id, id - 1, static_cast<std::int64_t>(id), 10});
  const TraceTree tree = build_tree(make_trace(cases));
  CHECK(is_complete(tree));
  CHECK(tree.positions.back().depth == 99'999);
}

TEST_CASE("a cycle of 100,000 spans is cut once") {
  std::vector<SpanCase> cases;
  for (std::uint64_t id = 1; id <= 100'000; ++id) {
    cases.push_back({id, id == 1 ? 100'000 : id - 1, static_cast<std::int64_t>(id), 10});
  }
  const TraceTree tree = build_tree(make_trace(cases));
  CHECK(is_complete(tree));
  CHECK(tree.counts.cycles == 1);
  CHECK(tree.counts.roots == 1);
}

TEST_CASE("whatever parents spans name, every span is shown once") {
  std::uint64_t state = 1;
  const auto next = [&](std::uint64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % below;
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<SpanCase> cases;
    const std::uint64_t size = 1 + next(30);
    for (std::uint64_t i = 0; i < size; ++i) {
      cases.push_back({1 + next(size), next(size + 3), static_cast<std::int64_t>(next(20)), 10});
    }
    CHECK(is_complete(build_tree(make_trace(cases))));
  }
}

TEST_CASE("a root with a million children is built completely") {
  std::vector<SpanCase> cases{{1, 0, 0, 2'000'000}};
  for (std::uint64_t id = 2; id <= 1'000'001; ++id)
    cases.push_back({id, 1, static_cast<std::int64_t>(id), 1});
  const TraceTree tree = build_tree(make_trace(cases));
  CHECK(tree.positions[0].end == 1'000'001);
  CHECK(tree.nodes[0].self_ns == 1'000'000);
}

}  // namespace tracewh::tree
