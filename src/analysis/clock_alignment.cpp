#include "analysis/clock_alignment.hpp"

#include "analysis/clock_skew.hpp"
#include "base/saturate.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace tracewh::analysis {
namespace {

/// The services of which the clocks are taken as they are.
using Settled = std::set<std::string, std::less<>>;

std::string_view first_service(const tree::TraceTree& tree) {
  const auto first =
      std::ranges::find_if(tree.nodes, [](const tree::Node& node) { return !node.placeholder(); });
  return first == tree.nodes.end() ? std::string_view() : tree.trace.service_of(tree.span_of(*first));
}

/// What is off of a service that is not settled, the first in the order of the tree.
std::optional<ClockShift> next_shift(const tree::TraceTree& tree, const Settled& settled) {
  SkewEstimator estimator;
  estimator.add(tree);
  const std::vector<SkewEstimator::Skew> skews = estimator.skews();
  if (skews.empty()) return std::nullopt;
  for (const tree::Node& node : tree.nodes) {
    if (node.placeholder()) continue;
    const std::string_view service = tree.trace.service_of(tree.span_of(node));
    const auto skew = std::ranges::find(skews, service, &SkewEstimator::Skew::service);
    if (skew == skews.end() || settled.contains(service)) continue;
    return ClockShift{std::string(service), -skew->offset_ns};
  }
  return std::nullopt;
}

void move_clock(const ClockShift& shift, model::Trace& trace) {
  for (model::Span& span : trace.spans) {
    if (trace.service_of(span) != shift.service || span.known_start_ns() == 0) continue;
    span.start_ns = base::saturating_add(span.start_ns, shift.shift_ns);
    if (span.end_ns) span.end_ns = base::saturating_add(*span.end_ns, shift.shift_ns);
  }
}

}  // namespace

tree::TraceTree build_aligned_tree(tree::ResolvedTrace trace, std::vector<ClockShift>& shifts) {
  tree::Parents parents = trace.parents;
  tree::TraceTree tree = tree::build_tree(std::move(trace));
  Settled settled;
  settled.emplace(first_service(tree));
  while (auto shift = next_shift(tree, settled)) {
    move_clock(*shift, tree.trace);
    settled.insert(shift->service);
    shifts.push_back(std::move(*shift));
    tree = tree::build_tree(
        tree::ResolvedTrace{std::move(tree.trace), parents, std::move(tree.parts), std::move(tree.arenas)});
  }
  return tree;
}

}  // namespace tracewh::analysis
