#include "encode/lanes.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace tracewh::encode {
namespace {

using tree::kNone;

template <typename T>
using MinHeap = std::priority_queue<T, std::vector<T>, std::greater<>>;

/// The lanes of one group.
struct Group {
  MinHeap<std::pair<std::int64_t, std::uint32_t>> busy;  ///< until when, and which lane
  MinHeap<std::uint32_t> free;
};

class Assignment {
 public:
  Assignment(const tree::TraceTree& tree, std::span<const std::uint32_t> groups)
      : tree_(tree), groups_(groups) {
    lanes_.of.assign(tree.nodes.size(), kNone);
  }

  Lanes run() {
    for (const std::uint32_t node : in_order()) {
      if (!place_in_parent(node)) place_alone(node);
    }
    return std::move(lanes_);
  }

 private:
  /// By start, what holds others first.
  std::vector<std::uint32_t> in_order() const {
    std::vector<std::uint32_t> order(tree_.nodes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](std::uint32_t i) { return tree_.nodes[i].placeholder(); });
    std::ranges::sort(order, {}, [&](std::uint32_t i) {
      return std::tuple(tree_.nodes[i].start_ns, -tree_.nodes[i].end_ns, i);
    });
    return order;
  }

  bool place_in_parent(std::uint32_t node) {
    const std::uint32_t parent = tree_.positions[node].parent;
    if (parent == kNone || groups_[parent] != groups_[node]) return false;
    const std::uint32_t lane = lanes_.of[parent];
    if (lane == kNone) return false;
    std::vector<std::uint32_t>& open = open_[lane];
    while (!open.empty() && tree_.nodes[open.back()].end_ns <= tree_.nodes[node].start_ns) open.pop_back();
    if (open.empty() || !is_below(node, open.back())) return false;
    if (tree_.nodes[open.back()].end_ns < tree_.nodes[node].end_ns) return false;
    put(node, lane);
    return true;
  }

  void place_alone(std::uint32_t node) {
    Group& group = by_group_[groups_[node]];
    while (!group.busy.empty() && group.busy.top().first <= tree_.nodes[node].start_ns) {
      group.free.push(group.busy.top().second);
      group.busy.pop();
    }
    const std::uint32_t lane = group.free.empty() ? new_lane(groups_[node]) : group.free.top();
    if (!group.free.empty()) group.free.pop();
    open_[lane].clear();
    put(node, lane);
    group.busy.emplace(tree_.nodes[node].end_ns, lane);
  }

  bool is_below(std::uint32_t node, std::uint32_t ancestor) const {
    return ancestor < node && node < tree_.positions[ancestor].end;
  }

  std::uint32_t new_lane(std::uint32_t group) {
    open_.emplace_back();
    lanes_.groups.push_back(group);
    return static_cast<std::uint32_t>(open_.size() - 1);
  }

  void put(std::uint32_t node, std::uint32_t lane) {
    lanes_.of[node] = lane;
    open_[lane].push_back(node);
  }

  const tree::TraceTree& tree_;
  std::span<const std::uint32_t> groups_;
  Lanes lanes_;
  std::vector<std::vector<std::uint32_t>> open_;  // of each lane: slices that hold each other, inmost last
  std::unordered_map<std::uint32_t, Group> by_group_;
};

}  // namespace

Lanes assign_lanes(const tree::TraceTree& tree, std::span<const std::uint32_t> groups) {
  return Assignment(tree, groups).run();
}

}  // namespace tracewh::encode
