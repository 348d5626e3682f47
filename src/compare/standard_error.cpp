#include "compare/standard_error.hpp"

#include <algorithm>
#include <cmath>

namespace tracewh::compare {
namespace {

std::uint64_t total_of(std::span<const ValueCount> values) {
  std::uint64_t total = 0;
  for (const ValueCount& each : values) total += each.count;
  return total;
}

/// The value of a rank, from 1.
double at_rank(std::span<const ValueCount> ascending, std::uint64_t rank) {
  for (const ValueCount& each : ascending) {
    if (rank <= each.count) return each.value;
    rank -= each.count;
  }
  return ascending.back().value;
}

}  // namespace

std::optional<double> mean_error(std::span<const ValueCount> values) {
  const auto total = static_cast<double>(total_of(values));
  if (total < 2) return std::nullopt;
  double sum = 0;
  for (const ValueCount& each : values) sum += each.value * static_cast<double>(each.count);
  const double mean = sum / total;
  double squares = 0;
  for (const ValueCount& each : values)
    squares += (each.value - mean) * (each.value - mean) * static_cast<double>(each.count);
  return std::sqrt(squares / (total - 1) / total);
}

std::optional<double> percentile_error(std::span<const ValueCount> ascending, std::uint32_t percent) {
  const std::uint64_t total = total_of(ascending);
  if (total < 2) return std::nullopt;
  const double part = percent / 100.0;
  const double rank = part * static_cast<double>(total);
  const double spread = std::sqrt(rank * (1 - part));
  const auto clamped = [&](double at) {
    return static_cast<std::uint64_t>(std::clamp(at, 1.0, static_cast<double>(total)));
  };
  // One standard error of the rank to either side, and one rank for what lies between two values.
  const double low = at_rank(ascending, clamped(std::floor(rank - spread)));
  const double high = at_rank(ascending, clamped(std::ceil(rank + spread) + 1));
  return (high - low) / 2;
}

std::optional<double> share_error(std::uint64_t count, std::uint64_t total) {
  if (total == 0) return std::nullopt;
  // Laplace's estimate, which is neither 0 nor 1.
  const double share = (static_cast<double>(count) + 1) / (static_cast<double>(total) + 2);
  return std::sqrt(share * (1 - share) / static_cast<double>(total));
}

}  // namespace tracewh::compare
