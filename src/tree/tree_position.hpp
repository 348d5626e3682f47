#pragma once

#include <cstdint>
#include <limits>

namespace tracewh::tree {

/// Stands for "no such position".
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Where a node stands in a tree whose nodes lie in pre-order: its descendants follow it up to `end`.
struct TreePosition {
  std::uint32_t parent = kNone;  ///< position of the parent, kNone for a root
  std::uint32_t depth = 0;       ///< 0 for a root
  std::uint32_t end = 0;         ///< one past the last descendant
};

}  // namespace tracewh::tree
