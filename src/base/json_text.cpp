#include "base/json_text.hpp"

#include "base/hex.hpp"
#include "base/utf8.hpp"
#include "base/visible_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

namespace tracewh::base {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      out += "\\u00";
      append_hex(out, static_cast<std::uint8_t>(c));
  }
}

/// How many characters of printable ASCII that need no escape `text` begins with: most text is nothing else.
std::size_t plain_run(std::string_view text) {
  const auto end = std::ranges::find_if(
      text, [](char byte) { return byte < ' ' || byte > '~' || byte == '"' || byte == '\\'; });
  return static_cast<std::size_t>(end - text.begin());
}

/// Unlike append_escape(), writes backspace and form feed by their numbers.
void append_visible_escape(std::string& out, char32_t code) {
  if (code == '\n' || code == '\t' || code == '\r') return append_escape(out, static_cast<char>(code));
  const auto unit = static_cast<std::uint32_t>(code);
  if (unit < 0x10000) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", unit);
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xd7c0 + (unit >> 10),
                   0xdc00 + (unit & 0x3ff));
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    out.append(text, clean, i - clean);
    append_escape(out, text[i]);
    clean = i + 1;
  }
  out.append(text, clean);
  out.push_back('"');
}

void append_visible_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  while (true) {
    const std::size_t plain = plain_run(text);
    out.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    const Character character = first_character(text);
    if (!character.valid) {
      out += "\\ufffd";
    } else if (character.code == '"' || character.code == '\\') {
      append_escape(out, text.front());
    } else if (is_safe(character.code)) {
      out.append(text.substr(0, character.length));
    } else {
      append_visible_escape(out, character.code);
    }
    text.remove_prefix(character.length);
  }
  out.push_back('"');
}

void append_json_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_json_real(std::string& out, double value) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void append_stored_real(std::string& out, double value) {
  if (std::isnan(value)) {
    out += R"({"doubleValue":"NaN"})";
  } else if (std::isinf(value)) {
    out += value > 0 ? R"({"doubleValue":"Infinity"})" : R"({"doubleValue":"-Infinity"})";
  } else {
    append_json_real(out, value);
  }
}

}  // namespace tracewh::base
