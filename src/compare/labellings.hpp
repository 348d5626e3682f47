#pragma once

#include <cstdint>
#include <vector>

namespace tracewh::compare {

/// Ways to choose which `head_count` of `run_count` runs are the head, each the runs in ascending order; the
/// first takes the last runs. All ways if they are at most 5,000, else 2,000 ways, all but the first at
/// random with a fixed seed. `head_count` is from 1 to `run_count` - 1.
std::vector<std::vector<std::uint32_t>> labellings(std::uint32_t run_count, std::uint32_t head_count);

}  // namespace tracewh::compare
