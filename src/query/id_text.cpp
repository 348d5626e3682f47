#include "query/id_text.hpp"

#include "base/hex.hpp"
#include "model/ids.hpp"

#include <algorithm>

namespace tracewh::query {
namespace {

constexpr std::size_t kDigits = 2 * sizeof(model::TraceId::bytes);

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return base::hex_digit(c) >= 0; });
}

/// Takes the text before the first dash or colon from the front of `rest`, and the separator.
std::string_view take_part(std::string_view& rest) {
  const auto end = std::min(rest.find_first_of("-:"), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace

std::string id_digits(std::string_view text) {
  if (is_hex(text)) return text.size() <= kDigits ? std::string(text) : std::string();
  std::string joined;
  while (!text.empty()) {
    const std::string_view part = take_part(text);
    if (part.size() == kDigits && is_hex(part)) return std::string(part);
    joined += part;
  }
  // Less than a whole UUID could as well be another ID that happens to have dashes.
  return joined.size() == kDigits && is_hex(joined) ? joined : std::string();
}

}  // namespace tracewh::query
