#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tracewh::store {

/// Hashes what totals are kept by: a few integers, most of them small.
struct KeyHash {
  template <std::size_t N>
  std::size_t operator()(const std::array<std::int64_t, N>& key) const {
    std::uint64_t mixed = 0;
    for (const std::int64_t part : key) {
      mixed = (mixed ^ static_cast<std::uint64_t>(part)) * 0x9e3779b97f4a7c15;
      mixed ^= mixed >> 29;
    }
    return mixed;
  }
};

}  // namespace tracewh::store
