#pragma once

#include <cstdint>

namespace tracewh::base {

/// A duration in nanoseconds, not negative, as it counts in percentiles of many: rounded down to a multiple
/// of a step, by less than 2 %, so that no percentile exceeds the longest. The table `duration_step` of the
/// schema has the same steps. Rounding twice changes nothing.
std::int64_t rounded_duration(std::int64_t duration_ns);

}  // namespace tracewh::base
