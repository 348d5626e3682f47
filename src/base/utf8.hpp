#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tracewh::base {

/// The first character of a text.
struct Character {
  char32_t code = 0;       ///< of an invalid one: its first byte
  std::size_t length = 1;  ///< in bytes; 1 when invalid
  bool valid = true;
};

/// Decodes the first character of `text`, which is not empty.
Character first_character(std::string_view text);

/// Whether `text` is well-formed UTF-8 (Unicode, table 3-7: no surrogates, nothing overlong).
bool valid_utf8(std::string_view text);

/// Appends `text` to `out` with U+FFFD in place of each byte that belongs to no well-formed sequence.
void append_repaired_utf8(std::string& out, std::string_view text);

/// Appends the UTF-8 form of `code_point`, which is a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// The longest beginning of well-formed `text` that has at most `max_bytes` bytes and cuts no character.
std::string_view cut_utf8(std::string_view text, std::size_t max_bytes);

/// U+FFFD, which stands for what could not be read.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

}  // namespace tracewh::base
