#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace tracewh::analysis {

/// The percentile by nearest rank: the smallest of the values that at least `percent` percent of them do not
/// exceed; none of no values. Reorders `values`. `percent` is from 1 to 100.
std::optional<std::int64_t> percentile(std::vector<std::int64_t>& values, std::uint32_t percent);

}  // namespace tracewh::analysis
