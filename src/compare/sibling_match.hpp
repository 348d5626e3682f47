#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tracewh::compare {

/// A node of one tree and the one of another that corresponds to it; tree::kNone where there is none.
struct NodePair {
  std::uint32_t base;
  std::uint32_t head;

  bool operator==(const NodePair&) const = default;
};

/// Pairs the siblings of two families, whose keys are given in their order, by position: a longest common
/// subsequence, then, of what is left, equal keys in their order. In families of which the rest without a
/// common beginning is larger than about 500 siblings, equal keys in their order alone. Each sibling
/// is in one pair, in the order of the head; what only the base has stands before what follows it there.
std::vector<NodePair> match_siblings(std::span<const std::uint32_t> base_keys,
                                     std::span<const std::uint32_t> head_keys);

}  // namespace tracewh::compare
