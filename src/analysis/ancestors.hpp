#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::analysis {

/// For each node the nearest one above it that is wanted, else tree::kNone. O(n), however deep the tree is.
template <typename Predicate>
std::vector<std::uint32_t> nearest_above(const tree::TraceTree& tree, const Predicate& is_wanted) {
  std::vector<std::uint32_t> nearest(tree.nodes.size(), tree::kNone);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const std::uint32_t parent = tree.positions[i].parent;
    if (parent != tree::kNone) nearest[i] = is_wanted(parent) ? parent : nearest[parent];
  }
  return nearest;
}

}  // namespace tracewh::analysis
