#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tracewh::render {

/// The first character of a text.
struct Character {
  char32_t code = 0;       ///< of an invalid one: its first byte
  std::size_t length = 1;  ///< in bytes; 1 when invalid
  bool valid = true;
};

/// Decodes the first character of `text`, which is not empty. Overlong forms, surrogates and what lies
/// beyond U+10FFFF are invalid (RFC 3629).
Character decode_utf8(std::string_view text);

/// Whether a character can be shown as it is. Control characters (C0, DEL, C1) steer a terminal; bidi
/// controls, line separators and invisible tags make text look like other text.
bool is_safe(char32_t code);

/// `\n`, `\t`, `\r`, `\x1b`, `\u{202e}`; of an invalid byte `\xff`.
std::string escaped(const Character& character);

/// Copies `text`, with every character that is invalid or that `keep` refuses escaped.
template <typename Keep>
std::string escape_unless(std::string_view text, Keep keep) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character character = decode_utf8(text);
    if (character.valid && keep(character.code)) {
      out.append(text.substr(0, character.length));
    } else {
      out.append(escaped(character));
    }
    text.remove_prefix(character.length);
  }
  return out;
}

}  // namespace tracewh::render
