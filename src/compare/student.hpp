#pragma once

#include <cstdint>

/// Student's distribution.
namespace tracewh::compare {

/// The probability that |t| is at least so large, with `freedom` degrees of freedom, at least 1; exact to
/// about 1e-15.
double student_p_value(double t, std::uint32_t freedom);

/// The |t| that is exceeded with probability `p`, which is above 0 and below 1.
double student_quantile(double p, std::uint32_t freedom);

}  // namespace tracewh::compare
