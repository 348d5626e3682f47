#include "compare/metric.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace tracewh::compare {
namespace {

constexpr double kMillisecond = 1e6;

// Clocks and schedulers shift short spans by less than a millisecond for no reason of the program's; a 95th
// percentile rests on few spans, and so does the time between two of them.
constexpr std::array<Metric, 11> kMetrics{{
    {"duration_p50", Unit::kNanoseconds, {0.05, kMillisecond}, "median duration of a span"},
    {"duration_p95", Unit::kNanoseconds, {0.10, kMillisecond}, "95th percentile of the durations of spans"},
    {"duration_mean", Unit::kNanoseconds, {0.05, kMillisecond}, "mean duration of a span"},
    {"self_time", Unit::kNanoseconds, {0.05, kMillisecond}, "mean self time of a span"},
    {"critical_path_share", Unit::kShare, {0, 0.02}, "part of all critical paths that is its own"},
    {"error_rate", Unit::kShare, {0, 0.005}, "part of the spans that have evidence of failure"},
    {"calls_per_task", Unit::kCalls, {0.05, 0}, "spans for each task of the run"},
    {"tokens", Unit::kTokens, {0.05, 0}, "input and output tokens for each task of the run"},
    {"cost", Unit::kCost, {0.05, 0}, "cost for each task of the run"},
    {"queue_time", Unit::kNanoseconds, {0.10, kMillisecond}, "mean time from a hand-off to the work"},
    {"wall_time",
     Unit::kNanoseconds,
     {0.05, 10 * kMillisecond},
     "from the first start in a run to its last end"},
}};

}  // namespace

std::string_view unit_name(Unit unit) {
  switch (unit) {
    case Unit::kNanoseconds:
      return "ns";
    case Unit::kShare:
      return "share";
    case Unit::kCalls:
      return "calls";
    case Unit::kTokens:
      return "tokens";
    case Unit::kCost:
      return "cost";
  }
  return {};
}

std::span<const Metric> metrics() { return kMetrics; }

const Metric& find_metric(std::string_view name) {
  const auto* const found = std::ranges::find(kMetrics, name, &Metric::name);
  if (found != kMetrics.end()) return *found;
  std::vector<std::string_view> names;
  for (const Metric& metric : kMetrics) names.push_back(metric.name);
  throw base::Error(base::ErrorCode::kUsage, fmt::format("there is no metric '{}'", name),
                    fmt::format("metrics are {}", fmt::join(names, ", ")));
}

}  // namespace tracewh::compare
