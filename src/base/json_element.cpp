#include "base/json_element.hpp"

#include <algorithm>

namespace tracewh::base {
namespace {

/// Where the string ends whose first quote is at `at`: behind its last one.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return text.size();
}

std::size_t end_of_list(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = end_of_string(text, at);
      continue;
    }
    ++at;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && --depth == 0) return at;
  }
  return text.size();
}

/// Behind the value that begins at `at`.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  switch (at < text.size() ? text[at] : '\0') {
    case '"':
      return end_of_string(text, at);
    case '[':
    case '{':
      return end_of_list(text, at);
    default:
      while (at < text.size() && text[at] != ',' && text[at] != ']') ++at;
      return at;
  }
}

}  // namespace

std::string_view json_element(std::string_view array, std::size_t index) {
  for (std::size_t at = 1; at < array.size();) {
    const std::size_t end = std::min(end_of_value(array, at), array.size());
    if (index-- == 0) return array.substr(at, end - at);
    if (end >= array.size() || array[end] != ',') break;
    at = end + 1;
  }
  return {};
}

}  // namespace tracewh::base
