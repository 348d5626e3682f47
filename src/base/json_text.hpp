#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The one way in which JSON text is written: the same value always gives the same bytes, which storage
/// relies on.
namespace tracewh::base {

/// Appends a JSON string. Escapes only `"`, `\` and characters below U+0020; `text` is well-formed UTF-8.
void append_json_string(std::string& out, std::string_view text);

/// Appends a JSON string for people as well as programs: beyond what the format demands, everything that
/// could steer a terminal or mislead the reader is escaped; invalid UTF-8 becomes U+FFFD.
void append_visible_json_string(std::string& out, std::string_view text);

/// Appends a JSON number without fraction or exponent.
void append_json_integer(std::string& out, std::int64_t value);

/// Appends the shortest JSON number that reads back as `value`, always with a fraction or an exponent.
/// `value` is finite.
void append_json_real(std::string& out, double value);

/// Appends any double: what JSON cannot say is {"doubleValue":"NaN"}, "Infinity" or "-Infinity".
void append_stored_real(std::string& out, double value);

/// Whether a map with this only key could be taken for the stored form of another type, so that it is
/// wrapped.
inline bool is_reserved_key(std::string_view key) {
  return key == "doubleValue" || key == "bytesValue" || key == "kvlistValue";
}

}  // namespace tracewh::base
