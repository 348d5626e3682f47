#include "compare/trace_difference.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <tuple>

namespace tracewh::compare {
namespace {

/// A number for each service and name, the same in both traces.
class Keys {
 public:
  std::vector<std::uint32_t> of(const tree::TraceTree& tree) {
    std::vector<std::uint32_t> keys;
    keys.reserve(tree.nodes.size());
    for (const tree::Node& node : tree.nodes) keys.push_back(of(tree, node));
    return keys;
  }

 private:
  using Key = std::tuple<bool, std::string_view, std::string_view>;

  std::uint32_t of(const tree::TraceTree& tree, const tree::Node& node) {
    Key key{true, {}, {}};
    if (!node.placeholder()) {
      const model::Span& span = tree.span_of(node);
      key = {false, tree.trace.service_of(span), span.name};
    }
    return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

  std::map<Key, std::uint32_t> numbers_;
};

std::vector<std::uint32_t> children_of(const tree::TraceTree& tree, std::uint32_t node) {
  const auto count = static_cast<std::uint32_t>(tree.nodes.size());
  const bool above_roots = node == tree::kNone;
  const std::uint32_t end = above_roots ? count : tree.positions[node].end;
  std::vector<std::uint32_t> children;
  for (std::uint32_t child = above_roots ? 0 : node + 1; child < end; child = tree.positions[child].end)
    children.push_back(child);
  return children;
}

/// One of the two trees, with the keys of its nodes.
struct Side {
  const tree::TraceTree& tree;
  std::vector<std::uint32_t> keys;

  std::vector<std::uint32_t> keys_of(const std::vector<std::uint32_t>& nodes) const {
    std::vector<std::uint32_t> chosen;
    for (const std::uint32_t node : nodes) chosen.push_back(keys[node]);
    return chosen;
  }
};

/// The pairs below a pair, or the roots below no pair.
std::vector<NodePair> pairs_below(const Side& base, const Side& head, const NodePair& above, bool roots) {
  const auto of = [roots](const Side& side, std::uint32_t node) {
    return roots || node != tree::kNone ? children_of(side.tree, node) : std::vector<std::uint32_t>();
  };
  const std::vector<std::uint32_t> base_nodes = of(base, above.base);
  const std::vector<std::uint32_t> head_nodes = of(head, above.head);
  std::vector<NodePair> pairs = match_siblings(base.keys_of(base_nodes), head.keys_of(head_nodes));
  for (NodePair& pair : pairs) {
    if (pair.base != tree::kNone) pair.base = base_nodes[pair.base];
    if (pair.head != tree::kNone) pair.head = head_nodes[pair.head];
  }
  return pairs;
}

struct Pending {
  NodePair pair;
  std::uint32_t parent;
};

}  // namespace

TraceDifference match_traces(const tree::TraceTree& base_tree, const tree::TraceTree& head_tree) {
  Keys keys;
  const Side base{base_tree, keys.of(base_tree)};
  const Side head{head_tree, keys.of(head_tree)};
  TraceDifference difference;
  std::vector<tree::TreePosition>& positions = difference.positions;
  // Without recursion, since traces may be as deep as they are large.
  std::vector<Pending> pending;
  const auto push = [&](const std::vector<NodePair>& pairs, std::uint32_t parent) {
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) pending.push_back({*pair, parent});
  };
  push(pairs_below(base, head, {tree::kNone, tree::kNone}, true), tree::kNone);
  while (!pending.empty()) {
    const auto [pair, parent] = pending.back();
    pending.pop_back();
    const auto node = static_cast<std::uint32_t>(positions.size());
    positions.push_back({parent, parent == tree::kNone ? 0 : positions[parent].depth + 1, node + 1});
    difference.pairs.push_back(pair);
    push(pairs_below(base, head, pair, false), node);
  }
  for (std::size_t node = positions.size(); node-- > 0;) {
    const std::uint32_t parent = positions[node].parent;
    if (parent != tree::kNone) positions[parent].end = std::max(positions[parent].end, positions[node].end);
  }
  return difference;
}

}  // namespace tracewh::compare
