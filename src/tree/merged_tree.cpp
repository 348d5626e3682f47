#include "tree/merged_tree.hpp"

#include "tree/saturate.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <tuple>

namespace tracewh::tree {
namespace {

/// The smallest value that at least `percent` of the sorted values do not exceed.
std::int64_t nearest_rank(const std::vector<std::int64_t>& sorted, std::size_t percent) {
  if (sorted.empty()) return 0;
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[rank == 0 ? 0 : rank - 1];
}

void summarize(MergedNode& node, std::vector<std::int64_t>& durations_ns) {
  std::ranges::sort(durations_ns);
  node.finished = durations_ns.size();
  node.p50_ns = nearest_rank(durations_ns, 50);
  node.p95_ns = nearest_rank(durations_ns, 95);
  node.max_ns = nearest_rank(durations_ns, 100);
}

void add_span(MergedNode& merged, const Node& node, const model::TraceSpan& span) {
  merged.errors += span.evidence != 0 ? 1 : 0;
  merged.unfinished += span.duration_ns ? 0 : 1;
  merged.total_ns = saturating_add(merged.total_ns, span.duration_ns.value_or(0));
  merged.self_ns = saturating_add(merged.self_ns, node.self_ns.value_or(0));
}

void set_ends_and_shares(MergedTree& tree) {
  double all_ns = 0;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.places[i].parent == kNone) all_ns += static_cast<double>(tree.nodes[i].total_ns);
  }
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    const Place& place = tree.places[i];
    if (place.parent != kNone) {
      tree.places[place.parent].end = std::max(tree.places[place.parent].end, place.end);
    }
    tree.nodes[i].share = all_ns > 0 ? static_cast<double>(tree.nodes[i].total_ns) / all_ns : 0;
  }
}

}  // namespace

std::size_t TreeMerger::PathHash::operator()(const Path& path) const {
  const auto above = static_cast<std::size_t>(path.parent) * 16 + static_cast<std::size_t>(path.role);
  return std::hash<std::string_view>{}(path.name) ^ above * std::size_t{0x9e3779b97f4a7c15};
}

std::uint32_t TreeMerger::entry_for(std::uint32_t parent, model::Role role, std::string_view name) {
  const auto found = paths_.find(Path{parent, role, name});
  if (found != paths_.end()) return found->second;
  const auto position = static_cast<std::uint32_t>(entries_.size());
  Entry& entry = entries_.emplace_back();
  entry.node.name = name;
  entry.node.role = role;
  entry.parent = parent;
  paths_.emplace(Path{parent, role, entry.node.name}, position);
  return position;
}

void TreeMerger::add(const TraceTree& tree) {
  std::vector<std::uint32_t> entry_of(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    const std::uint32_t above = tree.places[i].parent;
    const std::uint32_t parent = above == kNone ? kNone : entry_of[above];
    const model::TraceSpan* span = node.placeholder() ? nullptr : &tree.span_of(node);
    entry_of[i] = span == nullptr ? entry_for(parent, model::Role::kOther, "missing parent")
                                  : entry_for(parent, span->role, span->name);
    Entry& entry = entries_[entry_of[i]];
    ++entry.node.count;
    if (span == nullptr) continue;
    add_span(entry.node, node, *span);
    if (span->duration_ns) entry.durations_ns.push_back(*span->duration_ns);
  }
  spans_ += tree.trace.spans.size();
  ++traces_;
}

/// All entries, those with the same parent together, the one with the smallest total first.
std::vector<std::uint32_t> TreeMerger::siblings_by_total() const {
  std::vector<std::uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const Entry& left = entries_[a];
    const Entry& right = entries_[b];
    return std::tie(left.parent, left.node.total_ns, right.node.name, right.node.role) <
           std::tie(right.parent, right.node.total_ns, left.node.name, left.node.role);
  };
  std::ranges::sort(order, before);
  return order;
}

MergedTree TreeMerger::finish() {
  const std::vector<std::uint32_t> order = siblings_by_total();
  const auto children_of = [&](std::uint32_t parent) {
    const auto parent_of = [&](std::uint32_t i) { return entries_[i].parent; };
    return std::span(std::ranges::lower_bound(order, parent, {}, parent_of),
                     std::ranges::upper_bound(order, parent, {}, parent_of));
  };
  struct Pending {
    std::uint32_t entry;
    Place place;
  };
  MergedTree tree;
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
    tree.nodes.push_back(entry.node);
    tree.places.push_back({next.place.parent, next.place.depth, position + 1});
    for (const std::uint32_t child : children_of(next.entry)) {
      pending.push_back({child, {position, next.place.depth + 1, 0}});
    }
  }
  set_ends_and_shares(tree);
  *this = TreeMerger();
  return tree;
}

}  // namespace tracewh::tree
