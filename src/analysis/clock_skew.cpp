#include "analysis/clock_skew.hpp"

#include "analysis/span_kind.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::analysis {
namespace {

/// Whether the span at a node was called, and waited for, by its parent in another service.
bool is_call_between_services(const tree::TraceTree& tree, std::uint32_t node) {
  const std::uint32_t parent = tree.positions[node].parent;
  if (parent == tree::kNone || tree.nodes[parent].placeholder()) return false;
  if ((tree.nodes[node].defects & tree::defect::kCameApart) != 0) return false;
  const model::Span& called = tree.span_of(tree.nodes[node]);
  const model::Span& caller = tree.span_of(tree.nodes[parent]);
  const bool are_timed = called.duration_ns() && caller.duration_ns() && tree.nodes[node].has_start() &&
                         tree.nodes[parent].has_start();
  return are_timed && caller.kind != kProducer && *called.duration_ns() <= *caller.duration_ns() &&
         tree.trace.service_of(called) != tree.trace.service_of(caller);
}

template <typename Map>
auto& at(Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? map.emplace(std::string(key), typename Map::mapped_type()).first->second
                            : found->second;
}

std::int64_t median_of(std::vector<std::int64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

void SkewEstimator::add(const tree::TraceTree& tree) {
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const tree::Node& called = tree.nodes[i];
    if (called.placeholder() || !is_call_between_services(tree, i)) continue;
    const tree::Node& caller = tree.nodes[tree.positions[i].parent];
    ByCaller& callers = at(calls_, tree.trace.service_of(tree.span_of(called)));
    Calls& calls = at(callers, tree.trace.service_of(tree.span_of(caller)));
    calls.bounds.push_back({called.end_ns - caller.end_ns, called.start_ns - caller.start_ns});
    if (calls.bounds.back().allow_none()) continue;
    if (calls.outside++ > 0) continue;
    calls.trace_id = tree.trace_id_of(called);
    calls.span_id = called.span_id;
  }
}

SkewEstimator::Bounds SkewEstimator::Calls::median() const {
  std::vector<std::int64_t> least;
  std::vector<std::int64_t> most;
  for (const Bounds& call : bounds) {
    least.push_back(call.least_ns);
    most.push_back(call.most_ns);
  }
  return {median_of(std::move(least)), median_of(std::move(most))};
}

const SkewEstimator::ByCaller::value_type& SkewEstimator::most_calls(const ByCaller& callers) {
  return *std::ranges::max_element(callers, {}, [](const auto& each) { return each.second.bounds.size(); });
}

SkewEstimator::Bounds SkewEstimator::clock_of(std::string_view service,
                                              std::map<std::string_view, Bounds>& known) const {
  // Where services call each other in a circle, the one that is asked for first is right.
  const auto [clock, is_new] = known.try_emplace(service);
  const auto callers = calls_.find(service);
  if (!is_new || callers == calls_.end()) return clock->second;
  const auto& [caller, calls] = most_calls(callers->second);
  const Bounds above = clock_of(caller, known);
  const Bounds call = calls.median();
  clock->second = {above.least_ns + call.least_ns, above.most_ns + call.most_ns};
  return clock->second;
}

std::vector<SkewEstimator::Skew> SkewEstimator::skews() const {
  std::vector<Skew> skews;
  std::map<std::string_view, Bounds> known;
  for (const auto& [service, callers] : calls_) {
    const Calls& calls = most_calls(callers).second;
    const Bounds clock = clock_of(service, known);
    if (calls.outside * 2 <= calls.bounds.size() || clock.allow_none()) continue;
    const std::int64_t middle_ns = clock.least_ns + (clock.most_ns - clock.least_ns) / 2;
    skews.push_back({service, calls.outside, middle_ns, calls.trace_id, calls.span_id});
  }
  return skews;
}

}  // namespace tracewh::analysis
