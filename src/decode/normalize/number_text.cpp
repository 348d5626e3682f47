#include "decode/normalize/number_text.hpp"

#include "base/number.hpp"

#include <cmath>
#include <limits>

namespace tracewh::decode {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  return text;
}

}  // namespace

std::optional<std::int64_t> read_integer(std::string_view text) {
  text = trimmed(text);
  if (const auto value = base::parse_integer<std::int64_t>(text)) return value;
  // Digits alone are out of range here, and must not be rounded into it.
  if (text.find_first_of(".eE") == std::string_view::npos) return std::nullopt;
  const auto real = base::parse_real(text);
  return real ? base::integral(*real) : std::nullopt;
}

std::optional<double> read_real(std::string_view text) {
  text = trimmed(text);
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity" || text == "Inf") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity" || text == "-Inf") return -std::numeric_limits<double>::infinity();
  const auto value = base::parse_real(text);
  // parse_real also takes "nan" and "inf" in any case, which no other format writes.
  return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace tracewh::decode
