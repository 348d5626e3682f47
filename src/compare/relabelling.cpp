#include "compare/relabelling.hpp"

#include "compare/labellings.hpp"
#include "compare/shift.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace tracewh::compare {
namespace {

// In standard deviations, as the median absolute deviation tells them. Beyond what all but a few of a
// thousand normal runs do, so that little is lost where there are no outliers.
constexpr double kOutlier = 3;
constexpr double kDeviationsInMad = 1.4826;
// So that a row whose sides do not overlap at all has a finite score.
constexpr double kMostExplained = 1 - 1e-12;
// What is as clear as the present labels must not be lost by rounding.
constexpr double kAsClear = 1 - 1e-9;

/// One row's runs, prepared for many labellings: values around their median, without outliers. Which run is
/// of which side plays no part in that, or the test would not be exact.
class Runs {
 public:
  explicit Runs(const RunValues& values) : values_(values.size()), present_(values.size()) {
    std::vector<double> known;
    for (const auto& value : values)
      if (value) known.push_back(*value);
    if (known.empty()) return;
    const double middle = median(known);
    for (double& value : known) value = std::abs(value - middle);
    const double deviation = median(known) * kDeviationsInMad;
    for (std::size_t run = 0; run < values.size(); ++run) {
      if (!values[run]) continue;
      const double value = *values[run] - middle;
      const double reach = kOutlier * deviation;
      values_[run] = deviation > 0 ? std::clamp(value, -reach, reach) : value;
      present_[run] = 1;
    }
    count_ = static_cast<double>(known.size());
    sum_ = std::accumulate(values_.begin(), values_.end(), 0.0);
    for (const double value : values_) squares_ += value * value;
    squares_ -= sum_ * sum_ / count_;
  }

  /// How clearly the runs `head` differ from the others: Student's t, with equal variances, brought to one
  /// scale whatever the number of runs (the square of Wallace's normal deviate).
  double score(const std::vector<std::uint32_t>& head) const {
    double head_sum = 0;
    double head_count = 0;
    for (const std::uint32_t run : head) {
      head_sum += values_[run];
      head_count += present_[run];
    }
    const double base_count = count_ - head_count;
    if (head_count == 0 || base_count == 0 || count_ < 3 || squares_ <= 0) return 0;
    const double difference = head_sum / head_count - (sum_ - head_sum) / base_count;
    const double explained = difference * difference * head_count * base_count / count_ / squares_;
    const double freedom = count_ - 2;
    const double factor = (8 * freedom + 1) / (8 * freedom + 3);
    return -std::log1p(-std::min(explained, kMostExplained)) * freedom * factor * factor;
  }

 private:
  std::vector<double> values_;  ///< 0 where there is none
  std::vector<double> present_;
  double count_ = 0;
  double sum_ = 0;
  double squares_ = 0;  ///< of deviations from the mean
};

}  // namespace

std::vector<Significance> relabelling_test(std::span<const RunValues> rows, std::uint32_t base_count,
                                           std::uint32_t head_count) {
  const std::vector<Runs> runs(rows.begin(), rows.end());
  const auto ways = labellings(base_count + head_count, head_count);
  std::vector<double> observed;
  for (const Runs& row : runs) observed.push_back(row.score(ways.front()) * kAsClear);
  std::vector<std::size_t> clearest_last(rows.size());
  std::iota(clearest_last.begin(), clearest_last.end(), std::size_t{0});
  std::ranges::stable_sort(clearest_last, {}, [&](std::size_t row) { return observed[row]; });

  std::vector<std::uint32_t> alone(rows.size());
  std::vector<std::uint32_t> among_all(rows.size());
  for (const std::vector<std::uint32_t>& way : ways) {
    double largest = 0;
    for (const std::size_t row : clearest_last) {
      const double score = runs[row].score(way);
      largest = std::max(largest, score);
      alone[row] += score >= observed[row] ? 1 : 0;
      among_all[row] += largest >= observed[row] ? 1 : 0;
    }
  }

  std::vector<Significance> answer(rows.size());
  const auto total = static_cast<double>(ways.size());
  double largest = 0;
  for (auto row = clearest_last.rbegin(); row != clearest_last.rend(); ++row) {
    largest = std::max(largest, among_all[*row] / total);
    answer[*row] = {alone[*row] / total, largest};
  }
  return answer;
}

}  // namespace tracewh::compare
