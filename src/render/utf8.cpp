#include "render/utf8.hpp"

#include <fmt/format.h>

namespace tracewh::render {
namespace {

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

bool is_valid_code(char32_t code, std::size_t length) {
  if (length == 3) return code >= 0x800 && (code < 0xd800 || code > 0xdfff);
  if (length == 4) return code >= 0x10000 && code <= 0x10ffff;
  return true;
}

}  // namespace

Character decode_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const Character invalid{byte(0), 1, false};
  const std::size_t length = sequence_length(byte(0));
  if (length == 0 || length > text.size()) return invalid;
  if (length == 1) return {byte(0), 1, true};
  char32_t code = byte(0) & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return invalid;
    code = code << 6 | (byte(i) & 0x3fU);
  }
  if (!is_valid_code(code, length)) return invalid;
  return {code, length, true};
}

bool is_safe(char32_t code) {
  const auto in = [code](char32_t first, char32_t last) { return code >= first && code <= last; };
  return !(in(0, 0x1f) || in(0x7f, 0x9f) || code == 0x061c || in(0x200e, 0x200f) || in(0x2028, 0x202e) ||
           in(0x2066, 0x2069) || code == 0xfeff || in(0xfff9, 0xfffb) || in(0xe0000, 0xe007f));
}

std::string escaped(const Character& character) {
  if (character.code == '\n') return "\\n";
  if (character.code == '\t') return "\\t";
  if (character.code == '\r') return "\\r";
  const auto code = static_cast<std::uint32_t>(character.code);
  if (!character.valid || code < 0x80) return fmt::format("\\x{:02x}", code);
  return fmt::format("\\u{{{:x}}}", code);
}

}  // namespace tracewh::render
