#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::decode {

/// OpenTelemetry's AnyValue while a span is decoded. Text belongs to the input or to a Scratch.
struct AttributeValue {
  enum class Type : std::uint8_t {
    kNull,
    kBool,
    kInteger,
    kReal,
    kText,
    kBytes,
    kJson,  ///< an array or a map, as the JSON text in which it is stored
  };

  Type type = Type::kNull;
  bool plain = false;  ///< the text is well-formed UTF-8 and needs no escaping in JSON
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text{};

  static AttributeValue of_bool(bool value) { return {.type = Type::kBool, .boolean = value}; }
  static AttributeValue of_integer(std::int64_t value) { return {.type = Type::kInteger, .integer = value}; }
  static AttributeValue of_real(double value) { return {.type = Type::kReal, .real = value}; }
  static AttributeValue of_bytes(std::string_view bytes) { return {.type = Type::kBytes, .text = bytes}; }
  static AttributeValue of_text(std::string_view text, bool plain = false) {
    return {.type = Type::kText, .plain = plain, .text = text};
  }
};

struct Attribute {
  std::string_view key;
  AttributeValue value;
};

/// The value as an integer, also from decimal text; none when it is no whole number.
std::optional<std::int64_t> as_integer(const AttributeValue& value);

/// Appends the form in which a value is stored (see model/batch.hpp).
void append_stored(std::string& out, const AttributeValue& value);

}  // namespace tracewh::decode
