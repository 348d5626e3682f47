#include "analysis/clock_skew.hpp"

#include "analysis/span_kind.hpp"

#include <algorithm>

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

/// How far the middle of the called span lies behind that of its caller.
std::int64_t offset_ns(const tree::Node& caller, const tree::Node& called) {
  return ((called.start_ns - caller.start_ns) + (called.end_ns - caller.end_ns)) / 2;
}

std::int64_t median(std::vector<std::int64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

void SkewEstimator::add(const tree::TraceTree& tree) {
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].placeholder() || !is_call_between_services(tree, i)) continue;
    const std::string_view service = tree.trace.service_of(tree.span_of(tree.nodes[i]));
    auto found = calls_.find(service);
    if (found == calls_.end()) found = calls_.emplace(std::string(service), Calls()).first;
    Calls& calls = found->second;
    ++calls.count;
    if ((tree.nodes[i].defects & tree::defect::kOutsideParent) == 0) continue;
    if (calls.offsets_ns.empty()) {
      calls.trace_id = tree.trace_id_of(tree.nodes[i]);
      calls.span_id = tree.nodes[i].span_id;
    }
    calls.offsets_ns.push_back(offset_ns(tree.nodes[tree.positions[i].parent], tree.nodes[i]));
  }
}

std::vector<SkewEstimator::Skew> SkewEstimator::skews() const {
  std::vector<Skew> skews;
  for (const auto& [service, calls] : calls_) {
    if (calls.offsets_ns.size() * 2 <= calls.count) continue;
    skews.push_back(
        {service, calls.offsets_ns.size(), median(calls.offsets_ns), calls.trace_id, calls.span_id});
  }
  return skews;
}

}  // namespace tracewh::analysis
