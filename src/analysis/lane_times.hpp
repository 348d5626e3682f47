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
  std::int64_t busy_ns = 0;  ///< covered by at least one of them
  std::int64_t idle_ns = 0;  ///< the rest of the time from the first start to the last end
  /// Most of them at any moment; one that takes no time is with no other. 0 only when there are none.
  std::uint64_t max_concurrency = 0;
};

/// O(n log n).
LaneTimes lane_times(std::vector<WorkTime> work);

/// A time without a gap in which somebody was busy.
struct BusyPeriod {
  WorkTime time;
  std::uint64_t spans = 0;
  std::uint64_t max_concurrency = 0;  ///< as that of LaneTimes
};

/// All such periods, by start; those that touch are one. O(n log n).
std::vector<BusyPeriod> busy_periods(std::vector<WorkTime> work);

}  // namespace tracewh::analysis
