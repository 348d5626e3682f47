#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace tracewh::bench {

/// SplitMix64 with distributions of its own: the standard library's differ from one implementation to
/// the next, and a seed must name the same data everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  /// A whole number in [low, high].
  std::int64_t integer(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }

  /// A number in (0, 1).
  double fraction() { return (static_cast<double>(next() >> 11) + 0.5) * 0x1p-53; }

  bool chance(double probability) { return fraction() < probability; }

  template <typename T, std::size_t N>
  const T& pick(const T (&items)[N]) {
    return items[next() % N];
  }

  /// Log-normally distributed, as durations of remote work are: `median`, and `spread` as the factor that
  /// one standard deviation stands for.
  double log_normal(double median, double spread) {
    const double normal = std::sqrt(-2 * std::log(fraction())) * std::cos(2 * std::numbers::pi * fraction());
    return median * std::exp(std::log(spread) * normal);
  }

 private:
  std::uint64_t state_;
};

}  // namespace tracewh::bench
