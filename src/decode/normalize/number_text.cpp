#include "decode/normalize/number_text.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace tracewh::decode {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  return text;
}

/// None unless all of `text` is one number that fits.
template <typename T>
std::optional<T> parse_whole(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> integral(double value) {
  // 2^63 is the first double past the range, -2^63 is in it; NaN fails both.
  if (!(value >= -0x1p63 && value < 0x1p63) || std::trunc(value) != value) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  text = trimmed(text);
  if (const auto value = parse_whole<std::int64_t>(text)) return value;
  // Digits alone are out of range here, and must not be rounded into it.
  if (text.find_first_of(".eE") == std::string_view::npos) return std::nullopt;
  const auto real = parse_whole<double>(text);
  return real ? integral(*real) : std::nullopt;
}

std::optional<double> parse_real(std::string_view text) {
  text = trimmed(text);
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  const auto value = parse_whole<double>(text);
  // from_chars also takes "nan" and "inf" in any case, which no format writes.
  return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace tracewh::decode
