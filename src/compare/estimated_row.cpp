#include "compare/estimated_row.hpp"

#include "compare/student.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <span>
#include <vector>

namespace tracewh::compare {
namespace {

constexpr double kOutsideInterval = 0.05;
constexpr double kNormalQuantile = 1.959964;
constexpr std::size_t kFewestRuns = 3;
// Fewer spans do not tell how far their mean or percentile may be off.
constexpr std::uint64_t kFewestObservations = 10;

std::vector<double> values_of(const std::vector<Sample>& samples) {
  std::vector<double> values;
  for (const Sample& sample : samples) values.push_back(sample.value);
  return values;
}

double squared_deviations(std::span<const double> values) {
  double mean = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum;
}

/// The variance of the mean of the samples if only chance within runs played a part; none when it is unknown.
std::optional<double> variance_within(const std::vector<Sample>& samples) {
  double sum = 0;
  for (const Sample& sample : samples) {
    if (!sample.standard_error || sample.observations < kFewestObservations) return std::nullopt;
    sum += *sample.standard_error * *sample.standard_error;
  }
  const auto count = static_cast<double>(samples.size());
  return sum / count / count;
}

std::optional<double> variance_within(const Measure& measure) {
  const std::optional<double> base = variance_within(measure.base);
  const std::optional<double> head = variance_within(measure.head);
  return base && head ? std::optional(*base + *head) : std::nullopt;
}

void judge_by_spread(const Measure& measure, std::span<const double> base, std::span<const double> head,
                     Row& row) {
  const auto base_count = static_cast<double>(base.size());
  const auto head_count = static_cast<double>(head.size());
  const auto freedom = static_cast<std::uint32_t>(base.size() + head.size() - 2);
  double variance = (squared_deviations(base) + squared_deviations(head)) / freedom;
  variance *= 1 / base_count + 1 / head_count;
  // That runs happen to agree does not mean that the next could not differ by chance.
  variance = std::max(variance, variance_within(measure).value_or(0));
  const double error = std::sqrt(variance);
  row.evidence = Evidence::kSpread;
  const double without_error = *row.change == 0 ? 1 : 0;
  row.p_value = error > 0 ? student_p_value(*row.change / error, freedom) : without_error;
  row.change_low = *row.change - student_quantile(kOutsideInterval, freedom) * error;
  row.change_high = *row.change + student_quantile(kOutsideInterval, freedom) * error;
}

void judge_within_run(const Measure& measure, Row& row) {
  const std::optional<double> variance = variance_within(measure);
  if (!variance) return;
  const double error = std::sqrt(*variance);
  row.evidence = Evidence::kWithinRun;
  const double without_error = *row.change == 0 ? 1 : 0;
  row.p_value = error > 0 ? std::erfc(std::abs(*row.change) / error / std::numbers::sqrt2) : without_error;
  row.change_low = *row.change - kNormalQuantile * error;
  row.change_high = *row.change + kNormalQuantile * error;
}

}  // namespace

Row estimated_row(const Measure& measure, ShiftEstimator& shifts) {
  const std::vector<double> base = values_of(measure.base);
  const std::vector<double> head = values_of(measure.head);
  Row row{.level = measure.level,
          .key = measure.key,
          .metric = measure.metric,
          .base_traces = measure.base_traces,
          .head_traces = measure.head_traces};
  if (!base.empty()) row.base = median(base);
  if (!head.empty()) row.head = median(head);
  if (!base.empty() && !head.empty()) {
    const Shift shift = shifts.estimate(base, head);
    row.change = shift.estimate;
    if (std::min(base.size(), head.size()) >= kFewestRuns && shift.interval) {
      row.evidence = Evidence::kRuns;
      row.change_low = shift.interval->first;
      row.change_high = shift.interval->second;
    } else if (std::max(base.size(), head.size()) >= kFewestRuns) {
      judge_by_spread(measure, base, head, row);
    } else {
      judge_within_run(measure, row);
    }
  }
  return row;
}

}  // namespace tracewh::compare
