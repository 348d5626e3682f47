#include "analysis/lane_times.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace tracewh::analysis {

LaneTimes lane_times(std::vector<WorkTime> work) {
  LaneTimes times;
  if (work.empty()) return times;
  std::ranges::sort(work, {}, &WorkTime::start_ns);
  std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> ends;
  std::int64_t covered_until_ns = work.front().start_ns;
  for (const auto& [start_ns, end_ns] : work) {
    if (start_ns > covered_until_ns) times.idle_ns += start_ns - covered_until_ns;
    if (end_ns > covered_until_ns) times.busy_ns += end_ns - std::max(start_ns, covered_until_ns);
    covered_until_ns = std::max(covered_until_ns, end_ns);
    while (!ends.empty() && ends.top() <= start_ns) ends.pop();
    if (end_ns > start_ns) ends.push(end_ns);
    times.max_concurrency = std::max<std::uint64_t>({times.max_concurrency, ends.size(), 1});
  }
  return times;
}

std::vector<BusyPeriod> busy_periods(std::vector<WorkTime> work) {
  std::ranges::sort(work, {}, &WorkTime::start_ns);
  std::vector<BusyPeriod> periods;
  for (auto first = work.begin(); first != work.end();) {
    std::int64_t end_ns = first->end_ns;
    auto behind = first;
    for (; behind != work.end() && behind->start_ns <= end_ns; ++behind)
      end_ns = std::max(end_ns, behind->end_ns);
    std::vector<WorkTime> together(first, behind);
    const std::uint64_t spans = together.size();
    periods.push_back({{first->start_ns, end_ns}, spans, lane_times(std::move(together)).max_concurrency});
    first = behind;
  }
  return periods;
}

}  // namespace tracewh::analysis
