#include "cli/wrapped_text.hpp"

#include <algorithm>

namespace tracewh::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 2;

/// Takes the text before `separator` from the front of `rest`, and the separator.
std::string_view take_until(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

void append_wrapped(std::string& out, std::string_view line, std::size_t margin) {
  const std::size_t indent = margin + std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(indent - margin);
  const std::size_t further = indent > margin ? indent + kIndent : indent;
  const std::string_view first = take_until(line, ' ');
  out.append(indent, ' ').append(first);
  std::size_t column = indent + first.size();
  while (!line.empty()) {
    const std::string_view word = take_until(line, ' ');
    if (column + 1 + word.size() > kWidth) {
      out.append("\n").append(further, ' ').append(word);
      column = further + word.size();
    } else {
      out.append(" ").append(word);
      column += 1 + word.size();
    }
  }
  out += '\n';
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t margin) {
  std::string out;
  while (!text.empty()) append_wrapped(out, take_until(text, '\n'), margin);
  return out;
}

std::string two_columns(const std::string& name, const std::string& description, std::size_t width) {
  const std::string first = std::string(kIndent, ' ') + name;
  const std::string text = wrapped(description, width);
  if (text.empty()) return first + "\n";
  if (first.size() >= width) return first + "\n" + text;
  return first + text.substr(first.size());
}

}  // namespace tracewh::cli
