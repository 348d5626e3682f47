#pragma once

#include <cstdint>
#include <vector>

namespace tracewh::analysis {

/// The time of a span; it does not end before its start.
struct WorkTime {
  std::int64_t start_ns;
  std::int64_t end_ns;
};

/// How busy somebody was with such spans.
struct LaneTimes {
  std::int64_t busy_ns = 0;           ///< covered by at least one of them
  std::int64_t idle_ns = 0;           ///< the rest of the time from the first start to the last end
  std::uint64_t max_concurrency = 0;  ///< most at once; one that starts when another ends comes after it
};

/// O(n log n).
LaneTimes lane_times(std::vector<WorkTime> work);

}  // namespace tracewh::analysis
