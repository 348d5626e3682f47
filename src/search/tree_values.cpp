#include "search/tree_values.hpp"

#include "analysis/hand_off.hpp"
#include "analysis/hop_times.hpp"
#include "analysis/path_walk.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace tracewh::search {
namespace {

using compare::Level;

constexpr std::string_view kBelow = " > ";
constexpr std::string_view kMissing = "(missing)";

KeyTexts texts_of(const tree::TraceTree& tree, std::uint32_t node) {
  const model::Span& span = tree.span_of(tree.nodes[node]);
  return {tree.trace.service_of(span),
          span.name,
          span.role,
          span.facet_text(model::Facet::kTaskType),
          span.facet_text(model::Facet::kWorkerId),
          span.facet_text(model::Facet::kModel)};
}

/// Whether a metric is asked for at a level at which the tree of one span tells it.
bool wants(const MeasureChoice& choice, std::string_view metric) {
  return choice.metrics.contains(metric) &&
         std::ranges::any_of(choice.levels, [](Level level) { return level != Level::kPath; });
}

}  // namespace

void TreeValues::Mean::add(double number) {
  sum += number;
  squares += number * number;
  ++count;
}

std::optional<double> TreeValues::Mean::standard_error() const {
  if (count < 2) return std::nullopt;
  const auto n = static_cast<double>(count);
  return std::sqrt(std::max(0.0, squares - sum * sum / n) / (n - 1) / n);
}

TreeValues::TreeValues(const MeasureChoice& choice)
    : wants_paths_(choice.levels.contains(Level::kPath)),
      wants_self_times_(wants(choice, "self_time")),
      wants_critical_paths_(wants(choice, "critical_path_share")),
      wants_queues_(wants(choice, "queue_time")) {}

void TreeValues::add(const tree::TraceTree& tree) {
  if (wants_paths_) paths_.add(tree);
  if (wants_self_times_) add_self_times(tree);
  if (wants_critical_paths_) add_critical_paths(tree);
  if (wants_queues_) add_queues(tree);
}

void TreeValues::add_self_times(const tree::TraceTree& tree) {
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].placeholder() || !tree.nodes[i].self_ns) continue;
    const auto self_ns = static_cast<double>(*tree.nodes[i].self_ns);
    for_each_key(texts_of(tree, i), [&](RunKey key) { self_ns_[std::move(key)].add(self_ns); });
  }
}

void TreeValues::add_critical_paths(const tree::TraceTree& tree) {
  for (const std::uint32_t root : analysis::path_roots(tree)) {
    const analysis::PathWalk walk = analysis::walk_critical_path(tree, root);
    for (const analysis::Segment& segment : walk.segments) {
      const auto duration_ns = static_cast<double>(segment.end_ns - segment.start_ns);
      whole_ns_ += duration_ns;
      for_each_key(texts_of(tree, walk.visits[segment.visit].node), [&](RunKey key) {
        if (key.level != Level::kRun) critical_ns_[std::move(key)] += duration_ns;
      });
    }
  }
}

void TreeValues::add_queues(const tree::TraceTree& tree) {
  analysis::HopTimer timer(tree);
  for (const analysis::HandOff& hand_off : analysis::hand_offs(tree, reader_)) {
    const auto queue_ns = timer.measure(hand_off).queue_ns;
    if (!queue_ns) continue;
    for_each_key(texts_of(tree, hand_off.worker),
                 [&](RunKey key) { queue_ns_[std::move(key)].add(static_cast<double>(*queue_ns)); });
  }
}

void TreeValues::finish(RunValueList& values) {
  if (wants_paths_) finish_paths(values);
  for (const auto& [key, mean] : self_ns_)
    values.add(key, "self_time", mean.value(), mean.count, mean.standard_error());
  for (const auto& [key, mean] : queue_ns_)
    values.add(key, "queue_time", mean.value(), mean.count, mean.standard_error());
  for (const auto& [key, critical_ns] : critical_ns_)
    values.add(key, "critical_path_share", whole_ns_ == 0 ? 0 : critical_ns / whole_ns_, 1);
}

void TreeValues::finish_paths(RunValueList& values) {
  const tree::AggregatedTree paths = paths_.finish();
  std::vector<std::string> keys(paths.nodes.size());
  for (std::size_t i = 0; i < paths.nodes.size(); ++i) {
    const tree::AggregatedNode& node = paths.nodes[i];
    const std::uint32_t parent = paths.positions[i].parent;
    if (parent != tree::kNone) keys[i] = keys[parent] + std::string(kBelow);
    keys[i] += node.placeholder ? std::string(kMissing) : operation_key({}, node.name, node.role);
    if (node.placeholder) continue;
    const RunKey key{Level::kPath, keys[i]};
    values.add(key, CallSums{node.count, node.errors, 0, 0});
    if (node.finished == 0) continue;
    const auto finished = static_cast<double>(node.finished);
    values.add(key, "duration_p50", static_cast<double>(node.p50_ns), node.finished);
    values.add(key, "duration_p95", static_cast<double>(node.p95_ns), node.finished);
    values.add(key, "duration_mean", static_cast<double>(node.total_ns) / finished, node.finished);
    values.add(key, "self_time", static_cast<double>(node.self_ns) / finished, node.finished);
  }
}

}  // namespace tracewh::search
