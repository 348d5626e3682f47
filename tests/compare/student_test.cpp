#include "compare/student.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <numbers>

namespace tracewh::compare {
namespace {

/// 1 minus twice the area under the density from 0 to `t`, by Simpson's rule.
double integrated(double t, std::uint32_t freedom) {
  const double f = freedom;
  const double scale =
      std::exp(std::lgamma((f + 1) / 2) - std::lgamma(f / 2)) / std::sqrt(f * std::numbers::pi);
  const auto density = [&](double x) { return scale * std::pow(1 + x * x / f, -(f + 1) / 2); };
  constexpr int kSteps = 2'000;
  double area = density(0) + density(t);
  for (int i = 1; i < kSteps; ++i) area += density(t * i / kSteps) * (i % 2 == 1 ? 4 : 2);
  return 1 - 2 * area * t / kSteps / 3;
}

}  // namespace

TEST_CASE("Student's probabilities are the area under the density") {
  for (std::uint32_t freedom = 1; freedom <= 40; ++freedom) {
    for (const double t : {0.0, 0.3, 1.0, 2.5, 6.0}) {
      INFO(freedom << " " << t);
      CHECK(student_p_value(t, freedom) == Approx(integrated(t, freedom)).margin(1e-9));
      CHECK(student_p_value(-t, freedom) == student_p_value(t, freedom));
    }
  }
}

TEST_CASE("Student's quantiles are those of the tables") {
  CHECK(student_quantile(0.05, 1) == Approx(12.706).epsilon(1e-4));
  CHECK(student_quantile(0.05, 2) == Approx(4.3027).epsilon(1e-4));
  CHECK(student_quantile(0.05, 9) == Approx(2.2622).epsilon(1e-4));
  CHECK(student_quantile(0.01, 30) == Approx(2.7500).epsilon(1e-4));
  CHECK(student_quantile(0.05, 100'000) == Approx(1.95999).epsilon(1e-4));
}

TEST_CASE("Student's probabilities stay probabilities far out") {
  CHECK(student_p_value(1e300, 3) == 0);
  CHECK(student_p_value(1e6, 1) == Approx(2e-6 / std::numbers::pi).epsilon(1e-6));
}

}  // namespace tracewh::compare
