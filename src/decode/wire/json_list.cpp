#include "decode/wire/json_list.hpp"

#include <algorithm>

namespace tracewh::decode {
namespace {

// Wrappers are a word or two, with a bit of white space.
constexpr std::size_t kMaxPrefix = 1024;
constexpr std::size_t kMaxWrappers = 2;

std::size_t skip_space(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

}  // namespace

JsonListPrefix find_json_list(std::string_view text, std::span<const std::string_view> names) {
  using Kind = JsonListPrefix::Kind;
  const Kind at_end = text.size() < kMaxPrefix ? Kind::kUndecided : Kind::kNone;
  text = text.substr(0, kMaxPrefix);
  std::size_t at = 0;
  for (std::size_t depth = 1; depth <= kMaxWrappers; ++depth) {
    // At a brace.
    at = skip_space(text, at + 1);
    if (at == text.size()) return {at_end, 0, 0};
    if (text[at] != '"') return {};
    const std::size_t quote = text.find('"', at + 1);
    if (quote == std::string_view::npos) return {at_end, 0, 0};
    const std::string_view name = text.substr(at + 1, quote - at - 1);
    at = skip_space(text, quote + 1);
    if (at == text.size()) return {at_end, 0, 0};
    if (text[at] != ':') return {};
    at = skip_space(text, at + 1);
    if (at == text.size()) return {at_end, 0, 0};
    if (text[at] == '[' && std::ranges::find(names, name) != names.end())
      return {Kind::kList, at + 1, depth + 1};
    if (text[at] != '{') return {};
  }
  return {};
}

}  // namespace tracewh::decode
