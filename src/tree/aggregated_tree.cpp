#include "tree/aggregated_tree.hpp"

#include "base/saturate.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <tuple>

namespace tracewh::tree {
namespace {

constexpr std::string_view kMissingParent = "missing parent";

/// The smallest value that at least `percent` of the sorted values do not exceed.
std::int64_t nearest_rank(const std::vector<std::int64_t>& sorted, std::size_t percent) {
  if (sorted.empty()) return 0;
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[rank == 0 ? 0 : rank - 1];
}

void summarize(AggregatedNode& node, std::vector<std::int64_t>& durations_ns) {
  std::ranges::sort(durations_ns);
  node.finished = durations_ns.size();
  node.p50_ns = nearest_rank(durations_ns, 50);
  node.p95_ns = nearest_rank(durations_ns, 95);
  node.max_ns = nearest_rank(durations_ns, 100);
}

void add_span(AggregatedNode& aggregated, const Node& node, const model::Span& span) {
  aggregated.errors += span.evidence != 0 ? 1 : 0;
  aggregated.unfinished += span.end_ns ? 0 : 1;
  aggregated.total_ns = base::saturating_add(aggregated.total_ns, span.duration_ns().value_or(0));
  aggregated.self_ns = base::saturating_add(aggregated.self_ns, node.self_ns.value_or(0));
}

/// What the shares in a trace are parts of: the lengths of its roots, or of the whole trace where one is
/// missing.
double whole_ns(const TraceTree& tree) {
  double roots_ns = 0;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.positions[i].parent != kNone) continue;
    const double root_ns = root_length_ns(tree, tree.nodes[i]);
    if (tree.nodes[i].placeholder()) return root_ns;
    roots_ns += root_ns;
  }
  return roots_ns;
}

void set_ends(AggregatedTree& tree) {
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    const TreePosition& position = tree.positions[i];
    if (position.parent == kNone) continue;
    tree.positions[position.parent].end = std::max(tree.positions[position.parent].end, position.end);
  }
}

}  // namespace

std::size_t TreeAggregator::PathHash::operator()(const Path& path) const {
  const auto kind = static_cast<std::size_t>(path.role) + (path.placeholder ? 15 : 0);
  const auto above = static_cast<std::size_t>(path.parent) * 16 + kind;
  return std::hash<std::string_view>{}(path.name) ^ above * std::size_t{0x9e3779b97f4a7c15};
}

std::uint32_t TreeAggregator::entry_for(Path path) {
  const auto found = paths_.find(path);
  if (found != paths_.end()) return found->second;
  const auto position = static_cast<std::uint32_t>(entries_.size());
  Entry& entry = entries_.emplace_back();
  entry.node.name = path.name;
  entry.node.role = path.role;
  entry.node.placeholder = path.placeholder;
  entry.parent = path.parent;
  path.name = entry.node.name;
  paths_.emplace(path, position);
  return position;
}

void TreeAggregator::add(const TraceTree& tree) {
  const double trace_ns = whole_ns(tree);
  std::vector<std::uint32_t> entry_of(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    const std::uint32_t above = tree.positions[i].parent;
    const std::uint32_t parent = above == kNone ? kNone : entry_of[above];
    const model::Span* span = node.placeholder() ? nullptr : &tree.span_of(node);
    entry_of[i] = span == nullptr ? entry_for({parent, true, model::Role::kOther, kMissingParent})
                                  : entry_for({parent, false, span->role, span->name});
    Entry& entry = entries_[entry_of[i]];
    ++entry.node.count;
    if (trace_ns > 0 && !entry.shared_ns) entry.shared_ns = 0;
    if (span == nullptr) continue;
    add_span(entry.node, node, *span);
    const std::optional<std::int64_t> duration_ns = span->duration_ns();
    if (!duration_ns) continue;
    entry.durations_ns.push_back(*duration_ns);
    if (trace_ns > 0) *entry.shared_ns += static_cast<double>(*duration_ns);
  }
  spans_ += tree.trace.spans.size();
  whole_ns_ += trace_ns;
  ++traces_;
}

/// All entries, those with the same parent together, the one with the smallest total first.
std::vector<std::uint32_t> TreeAggregator::siblings_by_total() const {
  std::vector<std::uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const Entry& left = entries_[a];
    const Entry& right = entries_[b];
    return std::tie(left.parent, left.node.total_ns, right.node.name, right.node.role,
                    right.node.placeholder) <
           std::tie(right.parent, right.node.total_ns, left.node.name, left.node.role, left.node.placeholder);
  };
  std::ranges::sort(order, before);
  return order;
}

AggregatedTree TreeAggregator::finish() {
  const std::vector<std::uint32_t> order = siblings_by_total();
  const auto children_of = [&](std::uint32_t parent) {
    const auto parent_of = [&](std::uint32_t i) { return entries_[i].parent; };
    return std::span(std::ranges::lower_bound(order, parent, {}, parent_of),
                     std::ranges::upper_bound(order, parent, {}, parent_of));
  };
  struct Pending {
    std::uint32_t entry;
    TreePosition at;
  };
  AggregatedTree tree;
  tree.traces = traces_;
  tree.spans = spans_;
  std::vector<Pending> pending;
  // The last pushed is laid down first, hence the ascending order of siblings.
  for (const std::uint32_t root : children_of(kNone)) pending.push_back({root, {}});
  while (!pending.empty()) {
    const Pending next = pending.back();
    pending.pop_back();
    const auto position = static_cast<std::uint32_t>(tree.nodes.size());
    Entry& entry = entries_[next.entry];
    summarize(entry.node, entry.durations_ns);
    if (entry.shared_ns) entry.node.share = *entry.shared_ns / whole_ns_;
    tree.nodes.push_back(entry.node);
    tree.positions.push_back({next.at.parent, next.at.depth, position + 1});
    for (const std::uint32_t child : children_of(next.entry)) {
      pending.push_back({child, {position, next.at.depth + 1, 0}});
    }
  }
  set_ends(tree);
  *this = TreeAggregator();
  return tree;
}

}  // namespace tracewh::tree
