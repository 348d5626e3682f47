#include "analysis/lane_times.hpp"

#include "bench/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

namespace tracewh::analysis {
namespace {

std::uint64_t at_once(const std::vector<WorkTime>& work, std::int64_t time_ns) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      work, [&](const WorkTime& each) { return each.start_ns <= time_ns && time_ns < each.end_ns; }));
}

/// Looks at each nanosecond.
LaneTimes slow_times(const std::vector<WorkTime>& work) {
  LaneTimes times;
  if (work.empty()) return times;
  times.max_concurrency = 1;
  const std::int64_t start_ns = std::ranges::min(work, {}, &WorkTime::start_ns).start_ns;
  const std::int64_t end_ns = std::ranges::max(work, {}, &WorkTime::end_ns).end_ns;
  for (std::int64_t time_ns = start_ns; time_ns < end_ns; ++time_ns) {
    const std::uint64_t count = at_once(work, time_ns);
    times.busy_ns += count > 0 ? 1 : 0;
    times.idle_ns += count > 0 ? 0 : 1;
    times.max_concurrency = std::max(times.max_concurrency, count);
  }
  return times;
}

}  // namespace

TEST_CASE("busy, idle and concurrent are what looking at each nanosecond tells") {
  bench::Random random(7);
  for (int i = 0; i < 10'000; ++i) {
    std::vector<WorkTime> work;
    for (std::int64_t left = random.integer(0, 12); left > 0; --left) {
      const std::int64_t start_ns = random.integer(0, 60);
      work.push_back({start_ns, start_ns + (random.chance(0.2) ? 0 : random.integer(0, 25))});
    }
    const LaneTimes found = lane_times(work);
    const LaneTimes expected = slow_times(work);
    if (found.busy_ns != expected.busy_ns || found.idle_ns != expected.idle_ns) FAIL("case " << i);
    if (found.max_concurrency != expected.max_concurrency) FAIL("concurrency of case " << i);
  }
}

TEST_CASE("periods are the times that a lane is busy, apart from each other, and hold each span once") {
  bench::Random random(8);
  for (int i = 0; i < 2'000; ++i) {
    std::vector<WorkTime> work;
    for (std::int64_t left = random.integer(0, 12); left > 0; --left) {
      const std::int64_t start_ns = random.integer(0, 60);
      work.push_back({start_ns, start_ns + random.integer(0, 9)});
    }
    const LaneTimes times = lane_times(work);
    std::int64_t busy_ns = 0;
    std::uint64_t spans = 0;
    std::uint64_t most = 0;
    std::int64_t last_ns = -1;
    for (const BusyPeriod& period : busy_periods(work)) {
      CHECK(period.time.start_ns > last_ns);
      last_ns = period.time.end_ns;
      busy_ns += period.time.end_ns - period.time.start_ns;
      spans += period.spans;
      most = std::max(most, period.max_concurrency);
    }
    CHECK(busy_ns == times.busy_ns);
    CHECK(spans == work.size());
    CHECK(most == times.max_concurrency);
  }
}

}  // namespace tracewh::analysis
