#include "analysis/significance.hpp"

#include "bench/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tracewh::analysis {
namespace {

/// How many ways there are to choose `k` of `n`; up to 60 they fit.
std::uint64_t choices(std::uint64_t n, std::uint64_t k) {
  if (k > n) return 0;
  std::vector<std::uint64_t> row(k + 1, 0);
  row[0] = 1;
  for (std::uint64_t i = 0; i < n; ++i) {
    for (std::uint64_t j = k; j > 0; --j) row[j] += row[j - 1];
  }
  return row[k];
}

/// In whole numbers: all ways to draw that are not more than those of the table.
double exact(const Contingency& table) {
  const std::uint64_t drawn = table.in_count + table.out_count;
  const auto ways = [&](std::uint64_t in) {
    return choices(table.in_total, in) * choices(table.out_total, drawn - in);
  };
  std::uint64_t as_unlikely = 0;
  for (std::uint64_t in = 0; in <= drawn; ++in) {
    if (ways(in) <= ways(table.in_count)) as_unlikely += ways(in);
  }
  return static_cast<double>(as_unlikely) /
         static_cast<double>(choices(table.in_total + table.out_total, drawn));
}

/// The definition: of all rates to which a p-value that is no less would lead, the least.
double slow_rate(const std::vector<double>& p_values, double p_value) {
  double least = 1;
  for (const double other : p_values) {
    if (other < p_value) continue;
    const auto rank = std::ranges::count_if(p_values, [&](double each) { return each <= other; });
    least = std::min(least, other * static_cast<double>(p_values.size()) / static_cast<double>(rank));
  }
  return least;
}

}  // namespace

TEST_CASE("Fisher's test tells the probability of a table by chance") {
  // The lady tasting tea: three of four cups right.
  CHECK(fisher_exact({3, 4, 1, 4}) == Approx(34.0 / 70));
  CHECK(fisher_exact({4, 4, 0, 4}) == Approx(2.0 / 70));
  CHECK(fisher_exact({0, 5, 0, 5}) == 1);
  CHECK(fisher_exact({5, 5, 5, 5}) == 1);
}

TEST_CASE("Fisher's test is exact for any small table") {
  bench::Random random(3);
  for (int i = 0; i < 3'000; ++i) {
    const auto in_total = random.integer(1, 30);
    const auto out_total = random.integer(1, 30);
    const Contingency table{
        static_cast<std::uint64_t>(random.integer(0, in_total)), static_cast<std::uint64_t>(in_total),
        static_cast<std::uint64_t>(random.integer(0, out_total)), static_cast<std::uint64_t>(out_total)};
    const double expected = exact(table);
    if (fisher_exact(table) == Approx(expected).epsilon(1e-9).margin(0)) continue;
    INFO(table.in_count << "/" << table.in_total << " " << table.out_count << "/" << table.out_total);
    CHECK(fisher_exact(table) == Approx(expected));
  }
}

TEST_CASE("Fisher's test stays within bounds for large tables") {
  CHECK(fisher_exact({500'000, 1'000'000, 500'000, 1'000'000}) == Approx(1));
  CHECK(fisher_exact({1'000'000, 1'000'000, 0, 1'000'000}) >= 0);
  CHECK(fisher_exact({1'000'000, 1'000'000, 0, 1'000'000}) < 1e-300);
  CHECK(fisher_exact({60, 100, 100'000, 1'000'000}) < 1e-20);
  CHECK(fisher_exact({2, 2, 0, 999'998}) == Approx(2.0 / (1e6 * (1e6 - 1))));
}

TEST_CASE("rates of false discoveries are those of the definition, and grow with the p-value") {
  bench::Random random(4);
  for (int i = 0; i < 500; ++i) {
    std::vector<double> p_values(static_cast<std::size_t>(random.integer(0, 20)));
    for (double& p_value : p_values) p_value = static_cast<double>(random.integer(0, 40)) / 40;
    const std::vector<double> rates = false_discovery_rates(p_values);
    REQUIRE(rates.size() == p_values.size());
    for (std::size_t j = 0; j < rates.size(); ++j) {
      if (rates[j] != Approx(slow_rate(p_values, p_values[j])).margin(1e-12)) FAIL("case " << i);
    }
  }
}

}  // namespace tracewh::analysis
