#include "decode/normalize/error_pattern.hpp"

#include <algorithm>

namespace tracewh::decode {
namespace {

constexpr std::size_t kMaxCharacters = 200;
constexpr std::string_view kSeparators = " :=/,()\"'_";
constexpr std::string_view kSeparatorsAndStop = " :=/,()\"'_.";
constexpr std::string_view kHexadecimal = "-#abcdefABCDEF";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The first characters of a text in UTF-8.
std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size()) {
    const bool begins_character = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (begins_character && count-- == 0) break;
    ++end;
  }
  return text.substr(0, end);
}

/// The text with one `#` for each run of digits; a `#` of the text itself counts as a digit.
std::string without_digits(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const char next = is_digit(c) ? '#' : c;
    if (next != '#' || result.empty() || result.back() != '#') result.push_back(next);
  }
  return result;
}

void append_word(std::string& pattern, std::string_view word) {
  const std::string_view core = word.substr(0, word.find_last_not_of(kSeparatorsAndStop) + 1);
  const bool is_id = core.find('#') != std::string_view::npos &&
                     core.find_first_not_of(kHexadecimal) == std::string_view::npos;
  pattern += is_id ? "#" : core;
  pattern += word.substr(core.size());
}

}  // namespace

std::string error_pattern(std::string_view message) {
  const std::string text = without_digits(first_characters(message, kMaxCharacters));
  std::string pattern;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t separator = text.find_first_of(kSeparators, begin);
    const std::size_t end = separator == std::string::npos ? text.size() : separator + 1;
    append_word(pattern, std::string_view(text).substr(begin, end - begin));
    begin = end;
  }
  return pattern;
}

}  // namespace tracewh::decode
