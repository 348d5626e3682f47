#include "compare/shift.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace tracewh::compare {
namespace {

constexpr double kTail = 0.025;         // on each side of an interval of 95 %
constexpr double kTailQuantile = 1.96;  // how many standard deviations from the mean that is
constexpr std::uint64_t kMostExact = 40;

/// How likely each number of pairs is in which the head is below the base, if all orders of the numbers are
/// equally likely.
std::vector<double> pair_distribution(std::size_t base_count, std::size_t head_count) {
  // By the count of numbers of the head: what the largest number belongs to decides how one more counts.
  std::vector<std::vector<double>> before(head_count + 1, std::vector<double>{1});
  for (std::size_t n = 1; n <= base_count; ++n) {
    std::vector<std::vector<double>> now{{1}};
    for (std::size_t m = 1; m <= head_count; ++m) {
      std::vector<double> pairs(n * m + 1);
      const double largest_is_base = static_cast<double>(n) / static_cast<double>(n + m);
      for (std::size_t u = 0; u < before[m].size(); ++u) pairs[u + m] += largest_is_base * before[m][u];
      for (std::size_t u = 0; u < now[m - 1].size(); ++u) pairs[u] += (1 - largest_is_base) * now[m - 1][u];
      now.push_back(std::move(pairs));
    }
    before = std::move(now);
  }
  return before[head_count];
}

std::uint64_t exact_rank(std::uint64_t base_count, std::uint64_t head_count) {
  std::uint64_t rank = 0;
  double tail = 0;
  for (const double probability : pair_distribution(base_count, head_count)) {
    tail += probability;
    if (tail > kTail) break;
    ++rank;
  }
  return rank;
}

std::uint64_t approximate_rank(std::uint64_t base_count, std::uint64_t head_count) {
  const double pairs = static_cast<double>(base_count) * static_cast<double>(head_count);
  const double deviation = std::sqrt(pairs * static_cast<double>(base_count + head_count + 1) / 12);
  return static_cast<std::uint64_t>(std::max(0.0, std::floor(pairs / 2 - kTailQuantile * deviation)));
}

double at_rank(std::vector<double>& values, std::size_t rank) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::ranges::nth_element(values, at);
  return *at;
}

double median_of(std::vector<double>& values) {
  const std::size_t middle = values.size() / 2;
  const double upper = at_rank(values, middle);
  if (values.size() % 2 == 1) return upper;
  const double lower =
      *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle));
  return lower + (upper - lower) / 2;
}

}  // namespace

double median(std::span<const double> values) {
  std::vector<double> copy(values.begin(), values.end());
  return median_of(copy);
}

Shift ShiftEstimator::estimate(std::span<const double> base, std::span<const double> head) {
  std::vector<double> differences;
  differences.reserve(base.size() * head.size());
  for (const double after : head)
    for (const double before : base) differences.push_back(after - before);
  const double estimate = median_of(differences);
  const std::uint64_t rank = rank_of_end(base.size(), head.size());
  if (rank == 0) return {estimate, std::nullopt};
  const double low = at_rank(differences, rank - 1);
  return {estimate, std::pair(low, at_rank(differences, differences.size() - rank))};
}

std::uint64_t ShiftEstimator::rank_of_end(std::uint64_t base_count, std::uint64_t head_count) {
  const auto [known, is_new] = ranks_.try_emplace({base_count, head_count}, 0);
  if (is_new)
    known->second = base_count + head_count <= kMostExact ? exact_rank(base_count, head_count)
                                                          : approximate_rank(base_count, head_count);
  return known->second;
}

}  // namespace tracewh::compare
