#include "base/indented_json.hpp"

#include <algorithm>

namespace tracewh::base {
namespace {

constexpr std::size_t kIndent = 4;

/// Where the string that begins at `begin` ends, behind its quote.
std::size_t end_of_string(std::string_view json, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return std::min(at + 1, json.size());
}

}  // namespace

std::string indented_json(std::string_view json) {
  std::string out;
  std::size_t depth = 0;
  const auto begin_line = [&] { out.append(1, '\n').append(depth * kIndent, ' '); };
  bool opened = false;  // the last character, apart from white space
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '\n' || c == ' ') continue;
    const bool closes = c == '}' || c == ']';
    if (closes && depth > 0) --depth;
    if (closes != opened) begin_line();
    opened = c == '{' || c == '[';
    if (c == '"') {
      const std::size_t end = end_of_string(json, at);
      out += json.substr(at, end - at);
      at = end - 1;
      continue;
    }
    out.push_back(c);
    if (opened) ++depth;
    if (c == ',') begin_line();
    if (c == ':') out.push_back(' ');
  }
  return out;
}

}  // namespace tracewh::base
