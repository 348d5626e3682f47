#include "reference/glob.hpp"

#include <optional>
#include <string>

namespace tracewh::reference {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      points.push_back(byte);
    } else if (byte >= 0xc0) {
      points.push_back(byte & (byte < 0xe0 ? 0x1fU : byte < 0xf0 ? 0x0fU : 0x07U));
    } else {
      points.back() = points.back() << 6 | (byte & 0x3fU);
    }
  }
  return points;
}

/// A set of characters, and how much of the pattern it takes.
struct Set {
  bool holds = false;
  std::size_t length = 0;
};

/// Reads the set that `pattern` begins with; none when it does not end.
std::optional<Set> read_set(std::u32string_view pattern, char32_t c) {
  std::size_t at = 1;
  const bool inverted = at < pattern.size() && pattern[at] == U'^';
  if (inverted) ++at;
  bool holds = false;
  for (const std::size_t first = at; at < pattern.size(); ++at) {
    if (pattern[at] == U']' && at != first) return Set{holds != inverted, at + 1};
    const bool is_range = at + 2 < pattern.size() && pattern[at + 1] == U'-' && pattern[at + 2] != U']';
    const char32_t last = is_range ? pattern[at + 2] : pattern[at];
    if (pattern[at] <= c && c <= last) holds = true;
    if (is_range) at += 2;
  }
  return std::nullopt;
}

bool matches(std::u32string_view pattern, std::u32string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == U'*') {
    return matches(pattern.substr(1), text) || (!text.empty() && matches(pattern, text.substr(1)));
  }
  if (text.empty()) return false;
  if (pattern[0] == U'[') {
    const auto set = read_set(pattern, text[0]);
    return set && set->holds && matches(pattern.substr(set->length), text.substr(1));
  }
  return (pattern[0] == U'?' || pattern[0] == text[0]) && matches(pattern.substr(1), text.substr(1));
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view text) {
  return matches(code_points(pattern), code_points(text));
}

}  // namespace tracewh::reference
