#include "compare/shift.hpp"

#include "bench/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tracewh::compare {
namespace {

using Numbers = std::vector<double>;

Numbers some_numbers(bench::Random& random, std::int64_t count) {
  Numbers numbers;
  for (std::int64_t i = 0; i < count; ++i) numbers.push_back(random.fraction());
  return numbers;
}

std::size_t pairs_below(const Numbers& base, const Numbers& head) {
  std::size_t below = 0;
  for (const double after : head)
    for (const double before : base) below += after < before ? 1 : 0;
  return below;
}

/// The probability, over all ways to choose the head, of so few pairs with the head below or above the base.
double mann_whitney(const Numbers& base, const Numbers& head) {
  Numbers all = base;
  all.insert(all.end(), head.begin(), head.end());
  const std::size_t pairs = base.size() * head.size();
  const auto extreme = [pairs](std::size_t below) { return std::min(below, pairs - below); };
  std::size_t ways = 0;
  std::size_t as_extreme = 0;
  for (std::uint32_t choice = 0; choice < 1U << all.size(); ++choice) {
    if (static_cast<std::size_t>(std::popcount(choice)) != head.size()) continue;
    Numbers chosen;
    Numbers others;
    for (std::size_t i = 0; i < all.size(); ++i) ((choice >> i & 1) == 1 ? chosen : others).push_back(all[i]);
    ++ways;
    as_extreme += extreme(pairs_below(others, chosen)) <= extreme(pairs_below(base, head)) ? 1 : 0;
  }
  return static_cast<double>(as_extreme) / static_cast<double>(ways);
}

/// Groups of which all differences are other numbers: 100 × j − i.
Shift shift_of(std::size_t base_count, std::size_t head_count) {
  Numbers base;
  Numbers head;
  for (std::size_t i = 0; i < base_count; ++i) base.push_back(static_cast<double>(i));
  for (std::size_t j = 0; j < head_count; ++j) head.push_back(100 * static_cast<double>(j));
  return ShiftEstimator().estimate(base, head);
}

/// Which of these differences an interval begins with, from 1.
double rank_of_low(std::size_t count) {
  const Shift shift = shift_of(count, count);
  Numbers differences;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < count; ++j)
      differences.push_back(100 * static_cast<double>(j) - static_cast<double>(i));
  std::ranges::sort(differences);
  return static_cast<double>(std::ranges::find(differences, shift.interval->first) - differences.begin()) + 1;
}

}  // namespace

TEST_CASE("the median of an even number of values is between the middle two") {
  CHECK(median(Numbers{3}) == 3);
  CHECK(median(Numbers{4, 1, 3}) == 3);
  CHECK(median(Numbers{4, 1, 3, 2}) == 2.5);
  CHECK(median(Numbers{0, 0, 0, 5}) == 0);
}

TEST_CASE("a shift is the median of all differences") {
  const Shift shift = ShiftEstimator().estimate(Numbers{10, 12, 11}, Numbers{20, 25});
  CHECK(shift.estimate == 11.5);  // of 8, 9, 10, 13, 14, 15
  CHECK_FALSE(shift.interval);
}

TEST_CASE("one outlier hardly moves a shift") {
  const Shift shift = ShiftEstimator().estimate(Numbers{10, 10, 10, 10, 900}, Numbers{12, 12, 12, 12, 12});
  CHECK(shift.estimate == 2);
}

TEST_CASE("three against three are too few for an interval, four against four are not") {
  CHECK_FALSE(shift_of(3, 3).interval);
  CHECK_FALSE(shift_of(4, 3).interval);
  CHECK_FALSE(shift_of(10, 1).interval);
  CHECK(shift_of(5, 3).interval);
  CHECK(shift_of(4, 4).interval == std::pair(-3.0, 300.0));
}

TEST_CASE("intervals end where the tables of the U test say") {
  // The largest U that is significant at 5 %, two-sided, and one more.
  CHECK(rank_of_low(5) == 3);
  CHECK(rank_of_low(8) == 14);
  CHECK(rank_of_low(10) == 24);
  CHECK(rank_of_low(20) == 128);
}

TEST_CASE("beyond forty numbers the normal approximation goes on where the exact ends are") {
  CHECK(rank_of_low(21) > rank_of_low(20));
  CHECK(rank_of_low(21) - rank_of_low(20) < rank_of_low(20) - rank_of_low(19) + 3);
}

TEST_CASE("an interval holds zero if and only if the U test does not reject it") {
  bench::Random random(5);
  ShiftEstimator shifts;
  for (int i = 0; i < 60; ++i) {
    const Numbers base = some_numbers(random, random.integer(4, 6));
    Numbers head = some_numbers(random, random.integer(4, 5));
    const double moved = random.fraction();
    for (double& value : head) value += moved;
    const Shift shift = shifts.estimate(base, head);
    REQUIRE(shift.interval);
    CHECK(shift.interval->first <= shift.estimate);
    CHECK(shift.estimate <= shift.interval->second);
    const bool holds_zero = shift.interval->first <= 0 && shift.interval->second >= 0;
    CHECK(holds_zero == (mann_whitney(base, head) > 0.05));
  }
}

}  // namespace tracewh::compare
