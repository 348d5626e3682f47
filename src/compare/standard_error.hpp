#pragma once

#include <cstdint>
#include <optional>
#include <span>

/// How far a number of one run would vary by chance, were its observations independent of each other.
namespace tracewh::compare {

/// Equal values and how many of them there are.
struct ValueCount {
  double value;
  std::uint64_t count;
};

/// Of the mean of values; none of fewer than two.
std::optional<double> mean_error(std::span<const ValueCount> values);

/// Of the percentile by nearest rank of values in ascending order, by how far its rank varies; none of fewer
/// than two. `percent` is from 1 to 99.
std::optional<double> percentile_error(std::span<const ValueCount> ascending, std::uint32_t percent);

/// Of `count` of `total` as a share; not 0, since even of none another run could have some. None of no total.
std::optional<double> share_error(std::uint64_t count, std::uint64_t total);

}  // namespace tracewh::compare
