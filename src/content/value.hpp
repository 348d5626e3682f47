#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tracewh::content {

struct Attribute;

/// Bytes in Base64, as they are stored.
struct Base64 {
  std::string_view text;
};

/// OpenTelemetry's AnyValue; the first alternative is the empty value. Text belongs to a ContentReader.
struct Value {
  using Array = std::vector<Value>;
  using Map = std::vector<Attribute>;

  std::variant<std::monostate, bool, std::int64_t, double, std::string_view, Base64, Array, Map> data;

  const std::string_view* text() const { return std::get_if<std::string_view>(&data); }
};

struct Attribute {
  std::string_view key;
  Value value;
};

using Attributes = Value::Map;

/// The attribute of that key, or null.
const Value* find(const Attributes& attributes, std::string_view key);

/// Protobuf's words for the doubles that JSON cannot say. `value` is one of these.
std::string_view real_word(double value);

/// Appends a value, or an object of attributes, in the form in which it is stored (model/batch.hpp).
void append_json(std::string& out, const Value& value);
void append_json(std::string& out, const Attributes& attributes);

/// A value as text, for formats that have no other: text as it is, the empty value as nothing, bytes in
/// Base64, NaN and infinities as words, everything else as JSON.
std::string plain_text(const Value& value);

}  // namespace tracewh::content
