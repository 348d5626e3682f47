#pragma once

#include "base/utf8.hpp"

#include <string>
#include <string_view>

/// Text from elsewhere, made safe to be shown.
namespace tracewh::base {

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
    const Character character = first_character(text);
    if (character.valid && keep(character.code)) {
      out.append(text.substr(0, character.length));
    } else {
      out.append(escaped(character));
    }
    text.remove_prefix(character.length);
  }
  return out;
}

}  // namespace tracewh::base
