#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tracewh::encode {

/// Where slices are drawn such that those of one lane nest strictly: two of them are apart, touch, or one
/// holds the other.
struct Lanes {
  std::vector<std::uint32_t> of;      ///< the lane of each node, kNone for placeholders
  std::vector<std::uint32_t> groups;  ///< the group of each lane
};

/// Gives each span of `tree` a lane of its group; `groups` tells the group of each node. A span lies in its
/// parent's lane unless a sibling is in the way there; else in the group's first lane that is free, else in a
/// new one. O(n log n).
Lanes assign_lanes(const tree::TraceTree& tree, std::span<const std::uint32_t> groups);

}  // namespace tracewh::encode
