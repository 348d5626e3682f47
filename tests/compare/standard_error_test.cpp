#include "compare/standard_error.hpp"

#include "bench/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tracewh::compare {
namespace {

std::vector<ValueCount> numbers_from_one_to(int last) {
  std::vector<ValueCount> values;
  for (int i = 1; i <= last; ++i) values.push_back({static_cast<double>(i), 1});
  return values;
}

/// How far the percentile of so many uniformly distributed values varies, seen from many draws.
double seen_error(std::uint32_t percent, std::size_t count) {
  bench::Random random(9);
  std::vector<double> seen;
  for (int draw = 0; draw < 500; ++draw) {
    std::vector<double> values(count);
    for (double& value : values) value = random.fraction();
    std::ranges::sort(values);
    seen.push_back(values[(count * percent + 99) / 100 - 1]);
  }
  double mean = 0;
  for (const double value : seen) mean += value / static_cast<double>(seen.size());
  double squares = 0;
  for (const double value : seen) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(seen.size()));
}

}  // namespace

TEST_CASE("the error of a mean is that of the text books") {
  const std::vector<ValueCount> values{{2, 1}, {4, 3}, {5, 2}, {7, 1}, {9, 1}};
  CHECK(*mean_error(values) == Approx(std::sqrt(32.0 / 7 / 8)));
  CHECK(*mean_error(std::vector<ValueCount>{{3, 50}}) == 0);
  CHECK_FALSE(mean_error(std::vector<ValueCount>{{3, 1}}));
  CHECK_FALSE(mean_error({}));
}

TEST_CASE("the error of a percentile is how far it varies") {
  const auto values = numbers_from_one_to(1'000);
  CHECK(*percentile_error(values, 50) / 1'000 == Approx(seen_error(50, 1'000)).epsilon(0.15));
  CHECK(*percentile_error(values, 95) / 1'000 == Approx(seen_error(95, 1'000)).epsilon(0.15));
}

TEST_CASE("the error of a percentile is known of few and of equal values") {
  CHECK(*percentile_error(std::vector<ValueCount>{{5, 1}, {9, 1}}, 95) == 2);
  CHECK(*percentile_error(std::vector<ValueCount>{{5, 1'000'000}}, 50) == 0);
  CHECK_FALSE(percentile_error(std::vector<ValueCount>{{5, 1}}, 50));
}

TEST_CASE("the error of a share is not 0 where there is none") {
  CHECK(*share_error(50, 100) == Approx(0.05));
  CHECK(*share_error(0, 100) > 0);
  CHECK(*share_error(100, 100) == Approx(*share_error(0, 100)));
  CHECK_FALSE(share_error(0, 0));
}

}  // namespace tracewh::compare
