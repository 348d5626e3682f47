#include "render/json_value.hpp"

#include <cmath>

namespace tracewh::render {

void write_value(base::JsonWriter& json, const model::Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return json.null();
  if (const auto* number = std::get_if<std::int64_t>(&value)) return json.integer(*number);
  if (const auto* number = std::get_if<double>(&value); number != nullptr && std::isfinite(*number)) {
    return json.real(*number);
  }
  json.text(exact_text(value));
}

void write_value(base::JsonWriter& json, const model::Value& value, ColumnKind kind) {
  const auto* text = kind == ColumnKind::kNames ? std::get_if<std::string>(&value) : nullptr;
  const auto names = text != nullptr ? names_of(*text) : std::nullopt;
  names ? write_texts(json, *names) : write_value(json, value);
}

}  // namespace tracewh::render
