#pragma once

#include "model/row_set.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace tracewh::render {

/// A JSON string (RFC 8259). Beyond what the format demands, everything that could steer a terminal is
/// escaped; invalid UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

/// A JSON value: NULL is null, BLOBs are hexadecimal strings, and so are NaN and infinities as words.
std::string json_value(const model::Value& value);

/// Writes the members of one JSON object, in the order of the calls.
class JsonObject {
 public:
  explicit JsonObject(std::ostream& out);

  /// Adds a member of which `json` is the text.
  void add_raw(std::string_view key, std::string_view json);
  void add(std::string_view key, const model::Value& value) { add_raw(key, json_value(value)); }

  /// Writes the closing brace.
  void close();

 private:
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace tracewh::render
