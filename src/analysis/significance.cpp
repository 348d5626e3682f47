#include "analysis/significance.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace tracewh::analysis {
namespace {

// What is as likely as the table is not to be lost by rounding.
constexpr double kAsLikely = 1 + 1e-7;

/// The hypergeometric distribution of how many of the first group have something, with the most likely number
/// as the measure of all others, so that nothing overflows.
class Hypergeometric {
 public:
  explicit Hypergeometric(const Contingency& table)
      : drawn_(table.in_count + table.out_count),
        in_total_(table.in_total),
        out_total_(table.out_total),
        first_(drawn_ > out_total_ ? drawn_ - out_total_ : 0),
        last_(std::min(drawn_, in_total_)),
        mode_((drawn_ + 1) * (in_total_ + 1) / (in_total_ + out_total_ + 2)) {
    mode_ = std::clamp(mode_, first_, last_);
  }

  /// Calls `visit` with each number and its weight, from the mode outwards, until weights vanish.
  template <typename Visit>
  void each(const Visit& visit) const {
    visit(mode_, 1.0);
    double weight = 1;
    for (std::uint64_t x = mode_; x < last_ && weight > 0; ++x) visit(x + 1, weight *= ratio(x));
    weight = 1;
    for (std::uint64_t x = mode_; x > first_ && weight > 0; --x) visit(x - 1, weight /= ratio(x - 1));
  }

 private:
  /// The weight of `x` + 1 as a part of that of `x`.
  double ratio(std::uint64_t x) const {
    const auto up = static_cast<double>(in_total_ - x) * static_cast<double>(drawn_ - x);
    const auto down = static_cast<double>(x + 1) * static_cast<double>(out_total_ + x + 1 - drawn_);
    return up / down;
  }

  std::uint64_t drawn_;
  std::uint64_t in_total_;
  std::uint64_t out_total_;
  std::uint64_t first_;
  std::uint64_t last_;
  std::uint64_t mode_;
};

}  // namespace

double fisher_exact(const Contingency& table) {
  const Hypergeometric distribution(table);
  double observed = 0;
  distribution.each(
      [&](std::uint64_t x, double weight) { observed = x == table.in_count ? weight : observed; });
  double all = 0;
  double as_unlikely = 0;
  distribution.each([&](std::uint64_t, double weight) {
    all += weight;
    as_unlikely += weight <= observed * kAsLikely ? weight : 0;
  });
  return as_unlikely / all;
}

std::vector<double> false_discovery_rates(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> rates(p_values.size());
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    least = std::min(least, p_values[i] * static_cast<double>(order.size()) / static_cast<double>(rank));
    rates[i] = least;
  }
  return rates;
}

}  // namespace tracewh::analysis
