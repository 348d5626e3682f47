#include "compare/trace_difference.hpp"

#include "compare/span_comparer.hpp"
#include "tree/make_trace.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::compare {
namespace {

using tree::SpanCase;

constexpr std::int64_t kMs = 1'000'000;

tree::TraceTree tree_of(const std::vector<SpanCase>& spans) {
  return tree::build_tree(tree::make_trace(spans));
}

/// A line a node: its depth in points, what it is, its name.
std::vector<std::string> lines(const tree::TraceTree& base, const tree::TraceTree& head) {
  const TraceDifference difference = match_traces(base, head);
  const SpanComparer comparer(base, head, difference);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < difference.pairs.size(); ++i) {
    const auto [before, after] = difference.pairs[i];
    const tree::TraceTree& tree = after == tree::kNone ? base : head;
    const tree::Node& node = tree.nodes[after == tree::kNone ? before : after];
    std::string line(difference.positions[i].depth, '.');
    line += std::string(pair_kind_name(comparer.kind(i))) + " ";
    line += node.placeholder() ? "missing" : std::string(tree.span_of(node).name);
    lines.push_back(line);
  }
  return lines;
}

/// A trace of one span for each value of `attribute`.
tree::TraceTree with_attribute(const std::vector<std::string>& values) {
  static const std::string keys = R"(["id","mode"])";
  static std::vector<std::string> kept;
  kept.reserve(1'000);  // payloads refer to it
  std::vector<SpanCase> spans{{1, 0, 0, 100 * kMs, "root"}};
  for (std::size_t i = 0; i < values.size(); ++i)
    spans.push_back({i + 2, 1, static_cast<std::int64_t>(i + 1) * kMs, kMs, "span"});
  model::Trace trace = tree::make_trace(spans);
  for (std::size_t i = 0; i < values.size(); ++i) {
    kept.push_back(values[i]);
    model::SpanPayload payload;
    payload.attribute_keys = keys;
    payload.attribute_values = kept.back();
    test::set_payload(trace, i + 1, payload);
  }
  return tree::build_tree(std::move(trace));
}

}  // namespace

TEST_CASE("equal traces are the same, whatever their times and IDs") {
  const auto base = tree_of({{1, 0, 0, 100 * kMs, "root"}, {2, 1, kMs, 5 * kMs, "a"}, {3, 2, kMs, kMs, "b"}});
  const auto head =
      tree_of({{7, 0, 50, 100 * kMs, "root"}, {8, 7, kMs, 5 * kMs, "a"}, {9, 8, kMs, kMs, "b"}});
  CHECK(lines(base, head) == std::vector<std::string>{"same root", ".same a", "..same b"});
}

TEST_CASE("what only one trace has is added or removed with all below it") {
  const auto base = tree_of({{1, 0, 0, 100 * kMs, "root"},
                             {2, 1, kMs, kMs, "gone"},
                             {3, 2, kMs, kMs, "leaf"},
                             {4, 1, 9 * kMs, kMs, "kept"}});
  const auto head =
      tree_of({{1, 0, 0, 100 * kMs, "root"}, {4, 1, 9 * kMs, kMs, "kept"}, {5, 4, 9 * kMs, kMs, "new"}});
  CHECK(lines(base, head) == std::vector<std::string>{"same root", ".removed gone", "..removed leaf",
                                                      ".same kept", "..added new"});
}

TEST_CASE("other roots are other trees") {
  const auto base = tree_of({{1, 0, 0, kMs, "one"}});
  const auto head = tree_of({{1, 0, 0, kMs, "two"}, {3, 2, kMs, kMs, "orphan"}});
  CHECK(lines(base, head) ==
        std::vector<std::string>{"added two", "added missing", ".added orphan", "removed one"});
}

TEST_CASE("missing parents correspond to each other") {
  const auto base = tree_of({{3, 2, 0, kMs, "orphan"}});
  const auto head = tree_of({{5, 4, 0, kMs, "orphan"}});
  CHECK(lines(base, head) == std::vector<std::string>{"same missing", ".same orphan"});
}

TEST_CASE("a span has changed when it is much longer, failed or did not end") {
  const auto changed = [](const SpanCase& base, const SpanCase& head) {
    return lines(tree_of({base}), tree_of({head})).front() == "changed x";
  };
  CHECK(changed({1, 0, 0, 100 * kMs, "x"}, {1, 0, 0, 120 * kMs, "x"}));
  CHECK_FALSE(changed({1, 0, 0, 100 * kMs, "x"}, {1, 0, 0, 105 * kMs, "x"}));
  CHECK_FALSE(changed({1, 0, 0, 1'000, "x"}, {1, 0, 0, 9'000, "x"}));
  CHECK(changed({1, 0, 0, 100 * kMs, "x"}, {1, 0, 0, 100 * kMs, "x", 1}));
  CHECK(changed({1, 0, 0, 100 * kMs, "x"}, {1, 0, 0, std::nullopt, "x"}));
}

TEST_CASE("attributes that differ everywhere tell traces apart, others are changes") {
  const auto base = with_attribute({R"(["a","fast"])", R"(["b","fast"])"});
  const auto head = with_attribute({R"(["c","fast"])", R"(["d","slow"])"});
  const TraceDifference difference = match_traces(base, head);
  SpanComparer comparer(base, head, difference);
  CHECK(comparer.everywhere() == std::set<std::string>{"id"});
  CHECK(comparer.count(PairKind::kChanged) == 1);
  CHECK(comparer.changes(1).attributes.empty());
  const std::vector<AttributeChange> changes = comparer.changes(2).attributes;
  REQUIRE(changes.size() == 1);
  CHECK(changes.front().key == "mode");
  CHECK(changes.front().base == "\"fast\"");
  CHECK(changes.front().head == "\"slow\"");
}

TEST_CASE("a trace as deep as it is large is matched") {
  std::vector<SpanCase> chain;
  for (std::uint64_t i = 1; i <= 20'000; ++i)
    chain.push_back({i, i - 1, static_cast<std::int64_t>(i), kMs, "s"});
  const auto tree = tree_of(chain);
  const TraceDifference difference = match_traces(tree, tree);
  CHECK(difference.positions.size() == 20'000);
  CHECK(difference.positions.back().depth == 19'999);
  CHECK(difference.positions.front().end == 20'000);
}

}  // namespace tracewh::compare
