#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace tracewh::compare {

/// The median; of an even number of values, the mean of the middle two. `values` is not empty.
double median(std::span<const double> values);

/// How far one group of numbers lies above another.
struct Shift {
  double estimate;  ///< Hodges and Lehmann's: the median of all differences between the groups
  std::optional<std::pair<double, double>> interval;  ///< of 95 % confidence; none of too few numbers
};

/// Estimates shifts. Intervals are those of Mann's and Whitney's test, between two of all differences: they
/// hold whatever the distribution, exactly up to 40 numbers, beyond that by the normal approximation.
class ShiftEstimator {
 public:
  /// Neither group is empty.
  Shift estimate(std::span<const double> base, std::span<const double> head);

 private:
  std::uint64_t rank_of_end(std::uint64_t base_count, std::uint64_t head_count);

  /// By the counts of numbers: which difference from either end, from 1, ends the interval; 0 where none is
  /// far enough out.
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> ranks_;
};

}  // namespace tracewh::compare
