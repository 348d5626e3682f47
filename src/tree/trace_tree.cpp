#include "tree/trace_tree.hpp"

#include "base/saturate.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

namespace tracewh::tree {
namespace {

/// The earlier of two starts of which either may be unknown.
std::int64_t earlier_start(std::int64_t a, std::int64_t b) {
  return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

/// Spans and, after them, placeholders, not yet in tree order.
std::vector<Node> make_nodes(const model::Trace& trace, const Parents& parents) {
  std::vector<Node> nodes(trace.spans.size() + parents.missing.size());
  for (std::uint32_t i = 0; i < trace.spans.size(); ++i) {
    const model::Span& span = trace.spans[i];
    nodes[i].span = i;
    nodes[i].defects = parents.defects[i];
    nodes[i].span_id = span.span_id;
    nodes[i].start_ns = span.known_start_ns();
    nodes[i].end_ns = base::saturating_add(nodes[i].start_ns, span.duration_ns().value_or(0));
  }
  for (std::size_t k = 0; k < parents.missing.size(); ++k) {
    Node& node = nodes[trace.spans.size() + k];
    node.span_id = parents.missing[k];
  }
  for (std::size_t i = 0; i < trace.spans.size(); ++i) {
    if (parents.of[i] == kNone || parents.of[i] < trace.spans.size()) continue;
    Node& placeholder = nodes[parents.of[i]];
    placeholder.start_ns = earlier_start(placeholder.start_ns, nodes[i].start_ns);
  }
  return nodes;
}

/// The children of every node, by start; those of node i lie at [first[i], first[i + 1]). The roots are
/// the children of the position after the last node.
struct Children {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> nodes;

  std::span<const std::uint32_t> of(std::size_t i) const {
    return std::span(nodes).subspan(first[i], first[i + 1] - first[i]);
  }
};

Children group_children(std::span<const Node> nodes, const Parents& parents) {
  std::vector<std::uint32_t> by_start(nodes.size());
  std::iota(by_start.begin(), by_start.end(), 0U);
  const auto key = [&](std::uint32_t i) {
    return std::tuple(!nodes[i].has_start(), nodes[i].start_ns, nodes[i].span_id, i);
  };
  std::ranges::sort(by_start, {}, key);
  const auto parent_of = [&](std::uint32_t i) {
    return i < parents.of.size() && parents.of[i] != kNone ? parents.of[i] : nodes.size();
  };
  Children children;
  children.first.assign(nodes.size() + 2, 0);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) ++children.first[parent_of(i) + 1];
  std::partial_sum(children.first.begin(), children.first.end(), children.first.begin());
  children.nodes.resize(nodes.size());
  std::vector<std::uint32_t> next(children.first.begin(), children.first.end() - 1);
  for (const std::uint32_t i : by_start) children.nodes[next[parent_of(i)]++] = i;
  return children;
}

/// Lays the nodes down in pre-order.
void lay_out(std::span<const Node> nodes, const Children& children, TraceTree& tree) {
  struct Pending {
    std::uint32_t node;
    TreePosition at;
  };
  tree.nodes.reserve(nodes.size());
  tree.positions.reserve(nodes.size());
  std::vector<Pending> pending;
  const auto push_children = [&](std::size_t of, std::uint32_t parent, std::uint32_t depth) {
    const auto group = children.of(of);
    std::for_each(group.rbegin(), group.rend(), [&](std::uint32_t child) {
      pending.push_back({child, {parent, depth, 0}});
    });
  };
  push_children(nodes.size(), kNone, 0);
  while (!pending.empty()) {
    const Pending next = pending.back();
    pending.pop_back();
    const auto position = static_cast<std::uint32_t>(tree.nodes.size());
    tree.nodes.push_back(nodes[next.node]);
    tree.positions.push_back({next.at.parent, next.at.depth, position + 1});
    push_children(next.node, position, next.at.depth + 1);
  }
}

bool has_duration(const TraceTree& tree, const Node& node) {
  return !node.placeholder() && tree.span_of(node).duration_ns().has_value();
}

/// From the leaves up: where each subtree ends, in position and, where its root does not say, in time.
void close_subtrees(TraceTree& tree) {
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    const TreePosition& position = tree.positions[i];
    if (position.parent == kNone) continue;
    TreePosition& above = tree.positions[position.parent];
    above.end = std::max(above.end, position.end);
    Node& parent = tree.nodes[position.parent];
    if (!has_duration(tree, parent)) parent.end_ns = std::max(parent.end_ns, tree.nodes[i].end_ns);
  }
}

/// Takes the time that each child covers off its parent's own; siblings come by start, so that what they
/// cover together only ever grows at its end.
void measure_self_times(TraceTree& tree) {
  std::vector<std::int64_t> covered_until(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    Node& node = tree.nodes[i];
    covered_until[i] = node.start_ns;
    if (has_duration(tree, node)) node.self_ns = base::saturating_subtract(node.end_ns, node.start_ns);
    // What starts at an unknown time covers none that is known.
    if (tree.positions[i].parent == kNone || !node.has_start()) continue;
    Node& parent = tree.nodes[tree.positions[i].parent];
    std::int64_t& covered = covered_until[tree.positions[i].parent];
    const std::int64_t from = std::max(node.start_ns, covered);
    const std::int64_t to = std::min(node.end_ns, parent.end_ns);
    if (!parent.self_ns || to <= from) continue;
    *parent.self_ns -= to - from;
    covered = to;
  }
}

double length_ns(std::int64_t start_ns, std::int64_t end_ns) {
  return static_cast<double>(base::saturating_subtract(end_ns, start_ns));
}

double length_ns(const Node& node) { return length_ns(node.start_ns, node.end_ns); }

void measure_trace(TraceTree& tree) {
  for (const Node& node : tree.nodes) {
    tree.start_ns = earlier_start(tree.start_ns, node.start_ns);
    if (node.has_start()) tree.end_ns = std::max(tree.end_ns, node.end_ns);
  }
}

void measure_shares(TraceTree& tree) {
  double root_ns = 0;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    Node& node = tree.nodes[i];
    if (tree.positions[i].parent == kNone) root_ns = root_length_ns(tree, node);
    if (root_ns > 0) node.share = length_ns(node) / root_ns;
  }
}

/// A child should start and end within its parent's time, as far as both are known.
bool is_outside_parent(const TraceTree& tree, std::size_t i) {
  if (tree.positions[i].parent == kNone) return false;
  const Node& parent = tree.nodes[tree.positions[i].parent];
  const Node& node = tree.nodes[i];
  // What took up work that was sent to another trace was not waited for by the sending.
  if ((node.defects & defect::kCameApart) != 0) return false;
  if (parent.placeholder() || !parent.has_start() || !node.has_start()) return false;
  return node.start_ns < parent.start_ns ||
         (has_duration(tree, parent) &&
          (node.start_ns > parent.end_ns || (has_duration(tree, node) && node.end_ns > parent.end_ns)));
}

void count_defects(TraceTree& tree) {
  TreeCounts& counts = tree.counts;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    Node& node = tree.nodes[i];
    if (is_outside_parent(tree, i)) node.defects |= defect::kOutsideParent;
    const std::uint32_t parent = tree.positions[i].parent;
    counts.missing_parents += node.placeholder() ? 1 : 0;
    counts.roots += parent == kNone && !node.placeholder() ? 1 : 0;
    counts.orphans += parent != kNone && tree.nodes[parent].placeholder() ? 1 : 0;
    counts.cycles += (node.defects & defect::kCycleCut) != 0 ? 1 : 0;
    counts.duplicate_ids += (node.defects & defect::kDuplicateId) != 0 ? 1 : 0;
    counts.outside_parent += (node.defects & defect::kOutsideParent) != 0 ? 1 : 0;
    counts.unfinished += !node.placeholder() && !tree.span_of(node).end_ns ? 1 : 0;
  }
}

}  // namespace

double root_length_ns(const TraceTree& tree, const Node& root) {
  return root.placeholder() ? length_ns(tree.start_ns, tree.end_ns) : length_ns(root);
}

TraceTree build_tree(ResolvedTrace trace) {
  TraceTree tree;
  tree.trace = std::move(trace.trace);
  tree.parts = std::move(trace.parts);
  tree.arenas = std::move(trace.arenas);
  const Parents& parents = trace.parents;
  const std::vector<Node> nodes = make_nodes(tree.trace, parents);
  lay_out(nodes, group_children(nodes, parents), tree);
  close_subtrees(tree);
  measure_self_times(tree);
  measure_trace(tree);
  measure_shares(tree);
  count_defects(tree);
  return tree;
}

}  // namespace tracewh::tree
