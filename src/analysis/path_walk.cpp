#include "analysis/path_walk.hpp"

#include "analysis/span_kind.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

namespace tracewh::analysis {
namespace {

/// A span's time within that of the spans above it.
struct Interval {
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
};

class PathWalker {
 public:
  PathWalker(const tree::TraceTree& tree, std::uint32_t root)
      : tree_(tree), root_(root), intervals_(tree.positions[root].end - root) {
    interval(root) = {tree.nodes[root].start_ns, tree.nodes[root].end_ns};
    for (std::uint32_t node = root + 1; node < tree.positions[root].end; ++node) {
      if ((tree.nodes[node].defects & tree::defect::kCameApart) != 0) find_waiting(node);
    }
  }

  PathWalk walk() {
    if (tree_.nodes[root_].has_start()) {
      enter(root_, tree::kNone, interval(root_).end_ns - interval(root_).start_ns);
      while (!stays_.empty()) go_on();
      std::ranges::reverse(walk_.segments);
    }
    return std::move(walk_);
  }

 private:
  /// A visit that is not over.
  struct Stay {
    std::uint32_t visit;
    std::int64_t reached_ns;              ///< what lies behind is done
    std::vector<std::uint32_t> children;  ///< those that can block, the one to be looked at next at the end
  };

  Interval& interval(std::uint32_t node) { return intervals_[node - root_]; }

  /// The span that sent work to another trace has often ended when that begins: what is still open above it
  /// waits.
  void find_waiting(std::uint32_t node) {
    std::uint32_t above = tree_.positions[node].parent;
    while (above != root_ && tree_.nodes[above].end_ns <= tree_.nodes[node].start_ns) {
      above = tree_.positions[above].parent;
    }
    if (above == tree_.positions[node].parent) return;
    waited_for_[above].push_back(node);
    waits_above_.insert(node);
  }

  /// The part of a child's time that its parent can wait for.
  std::optional<Interval> clipped(std::uint32_t parent, std::uint32_t child) {
    const tree::Node& node = tree_.nodes[child];
    if (!node.has_start() || is_asynchronous(tree_.span_of(tree_.nodes[parent]), tree_.span_of(node)))
      return std::nullopt;
    const Interval whole = interval(parent);
    const Interval part{std::max(node.start_ns, whole.start_ns), std::min(node.end_ns, whole.end_ns)};
    if (part.end_ns < part.start_ns) return std::nullopt;
    return part;
  }

  std::vector<std::uint32_t> blocking_children(std::uint32_t parent) {
    std::vector<std::uint32_t> children;
    const auto add = [&](std::uint32_t child) {
      const auto part = clipped(parent, child);
      if (!part) return;
      interval(child) = *part;
      children.push_back(child);
    };
    const std::uint32_t end = tree_.positions[parent].end;
    for (std::uint32_t child = parent + 1; child < end; child = tree_.positions[child].end) {
      if (!waits_above_.contains(child)) add(child);
    }
    if (const auto more = waited_for_.find(parent); more != waited_for_.end()) {
      std::ranges::for_each(more->second, add);
    }
    std::ranges::sort(children, {}, [this](std::uint32_t child) {
      return std::tuple(interval(child).end_ns, interval(child).start_ns, tree_.nodes[child].span_id, child);
    });
    return children;
  }

  void enter(std::uint32_t node, std::uint32_t parent, std::int64_t slack_ns) {
    const auto visit = static_cast<std::uint32_t>(walk_.visits.size());
    walk_.visits.push_back({node, parent, slack_ns});
    stays_.push_back({visit, interval(node).end_ns, blocking_children(node)});
  }

  /// The time before `reached_ns` from `from_ns` on is the visited span's own.
  void add_segment(const Stay& stay, std::int64_t from_ns) {
    if (from_ns < stay.reached_ns) walk_.segments.push_back({stay.visit, from_ns, stay.reached_ns});
  }

  /// Without the span at `child`, what ended last before it would be waited for instead.
  std::int64_t slack_of(std::uint32_t child, std::span<const std::uint32_t> others) {
    const Interval taken = interval(child);
    const std::int64_t next_end = others.empty() ? taken.start_ns : interval(others.back()).end_ns;
    return taken.end_ns - std::max(taken.start_ns, next_end);
  }

  void go_on() {
    Stay& stay = stays_.back();
    const std::uint32_t node = walk_.visits[stay.visit].node;
    while (!stay.children.empty() && interval(stay.children.back()).end_ns > stay.reached_ns) {
      stay.children.pop_back();
    }
    if (stay.children.empty()) {
      add_segment(stay, interval(node).start_ns);
      stays_.pop_back();
      return;
    }
    const std::uint32_t child = stay.children.back();
    stay.children.pop_back();
    add_segment(stay, interval(child).end_ns);
    stay.reached_ns = interval(child).start_ns;
    enter(child, stay.visit, slack_of(child, stay.children));
  }

  const tree::TraceTree& tree_;
  std::uint32_t root_;
  std::vector<Interval> intervals_;                                 ///< by node, from the root on
  std::map<std::uint32_t, std::vector<std::uint32_t>> waited_for_;  ///< of other traces, by who waits
  std::set<std::uint32_t> waits_above_;  ///< those for which their parents do not wait
  std::vector<Stay> stays_;
  PathWalk walk_;
};

}  // namespace

std::vector<std::int64_t> drags_ns(const PathWalk& walk) {
  std::vector<std::int64_t> drags;
  for (const Visit& visit : walk.visits) {
    drags.push_back(visit.parent == tree::kNone ? visit.slack_ns
                                                : std::min(visit.slack_ns, drags[visit.parent]));
  }
  return drags;
}

std::vector<std::uint32_t> path_roots(const tree::TraceTree& tree) {
  std::vector<std::uint32_t> roots;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const std::uint32_t parent = tree.positions[i].parent;
    const bool is_top = parent == tree::kNone || tree.nodes[parent].placeholder();
    if (is_top && !tree.nodes[i].placeholder()) roots.push_back(i);
  }
  return roots;
}

PathWalk walk_critical_path(const tree::TraceTree& tree, std::uint32_t root) {
  return PathWalker(tree, root).walk();
}

}  // namespace tracewh::analysis
