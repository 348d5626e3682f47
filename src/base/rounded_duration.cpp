#include "base/rounded_duration.hpp"

#include <algorithm>
#include <array>

namespace tracewh::base {
namespace {

struct Step {
  std::int64_t least;
  std::int64_t step;
};

// Below 100 ns every nanosecond counts; then come three steps a power of ten.
constexpr auto kSteps = [] {
  std::array<Step, 1 + 3 * 17> steps{};
  steps[0] = {0, 1};
  std::int64_t unit = 1;
  for (std::size_t i = 1; i < steps.size(); i += 3, unit *= 10) {
    steps[i] = {100 * unit, 2 * unit};
    steps[i + 1] = {200 * unit, 4 * unit};
    steps[i + 2] = {500 * unit, 10 * unit};
  }
  return steps;
}();

}  // namespace

std::int64_t rounded_duration(std::int64_t duration_ns) {
  const auto next = std::upper_bound(kSteps.begin() + 1, kSteps.end(), duration_ns,
                                     [](std::int64_t value, const Step& step) { return value < step.least; });
  const std::int64_t step = std::prev(next)->step;
  return duration_ns / step * step;
}

}  // namespace tracewh::base
