#include "compare/student.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tracewh::compare {

// Abramowitz and Stegun 26.7.3 and 26.7.4: finite sums, since degrees of freedom are whole numbers.
double student_p_value(double t, std::uint32_t freedom) {
  const double angle = std::atan(std::abs(t) / std::sqrt(freedom));
  const double sine = std::sin(angle);
  const double cosine = std::cos(angle);
  const bool odd = freedom % 2 == 1;
  double term = odd ? cosine : 1;
  double sum = 0;
  for (std::uint32_t k = odd ? 1 : 0; k + 2 <= freedom; k += 2) {
    sum += term;
    term *= cosine * cosine * (k + 1) / (k + 2);
  }
  const double within = odd ? (angle + sine * sum) * 2 / std::numbers::pi : sine * sum;
  return std::clamp(1 - within, 0.0, 1.0);
}

double student_quantile(double p, std::uint32_t freedom) {
  double low = 0;
  double high = 1;
  while (student_p_value(high, freedom) > p) high *= 2;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (student_p_value(middle, freedom) > p ? low : high) = middle;
  }
  return high;
}

}  // namespace tracewh::compare
