#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace tracewh::base {

/// All of `text` as a whole number of type T in the radix, with a minus sign where T has one. None when it is
/// anything else, or more than T holds.
template <std::integral T>
std::optional<T> parse_integer(std::string_view text, int radix = 10) {
  const char* const end = text.data() + text.size();
  T value{};
  const auto [stop, error] = std::from_chars(text.data(), end, value, radix);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

/// All of `text` as a decimal number, with or without fraction and exponent; also `inf` and `nan`, in any
/// case. None when it is anything else, or more than a double holds.
std::optional<double> parse_real(std::string_view text);

/// `value` as an integer; none when it has a fraction or is out of range.
std::optional<std::int64_t> integral(double value);

}  // namespace tracewh::base
