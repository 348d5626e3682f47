#include "base/number.hpp"

#include <cmath>

namespace tracewh::base {

std::optional<double> parse_real(std::string_view text) {
  const char* const end = text.data() + text.size();
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> integral(double value) {
  // 2^63 is the first double past the range, -2^63 is in it; NaN fails both.
  if (!(value >= -0x1p63 && value < 0x1p63) || std::trunc(value) != value) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

}  // namespace tracewh::base
