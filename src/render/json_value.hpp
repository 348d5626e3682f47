#pragma once

#include "base/json_writer.hpp"
#include "model/row_set.hpp"
#include "render/cells.hpp"

#include <cstdint>
#include <optional>

namespace tracewh::render {

/// Writes a value of a row: NULL as null, BLOBs as hexadecimal strings, NaN and infinities as words.
void write_value(base::JsonWriter& json, const model::Value& value);

/// The same for a value of a column of that kind: lists of names as arrays.
void write_value(base::JsonWriter& json, const model::Value& value, ColumnKind kind);

/// A number, or null.
inline void add_optional(base::JsonWriter& json, const std::optional<std::int64_t>& number) {
  number ? json.integer(*number) : json.null();
}
inline void add_optional(base::JsonWriter& json, const std::optional<double>& number) {
  number ? json.real(*number) : json.null();
}

/// Nanoseconds since 1970, or null for 0, which stands for a time that is unknown.
inline void add_time(base::JsonWriter& json, std::int64_t time_ns) {
  time_ns == 0 ? json.null() : json.integer(time_ns);
}

/// Writes an array of texts.
template <typename Texts>
void write_texts(base::JsonWriter& json, const Texts& texts) {
  json.open('[');
  for (const auto& text : texts) json.text(text);
  json.close(']');
}

}  // namespace tracewh::render
