#include "render/json_value.hpp"

#include "render/cells.hpp"

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

}  // namespace tracewh::render
