#include "base/visible_text.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace tracewh::base {

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

}  // namespace tracewh::base
