#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The one way in which JSON text is written for storage: the same value always gives the same bytes.
namespace tracewh::base {

/// Appends a JSON string. Escapes only `"`, `\` and characters below U+0020; `text` is well-formed UTF-8.
void append_json_string(std::string& out, std::string_view text);

/// Appends a JSON number without fraction or exponent.
void append_json_integer(std::string& out, std::int64_t value);

/// Appends the shortest JSON number that reads back as `value`, always with a fraction or an exponent.
/// `value` is finite.
void append_json_real(std::string& out, double value);

}  // namespace tracewh::base
