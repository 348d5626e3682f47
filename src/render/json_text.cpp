#include "render/json_text.hpp"

#include "render/cells.hpp"
#include "render/utf8.hpp"

#include <fmt/format.h>

#include <cmath>
#include <ostream>

namespace tracewh::render {
namespace {

std::string escape_code(char32_t code) {
  if (code == '\n') return "\\n";
  if (code == '\t') return "\\t";
  if (code == '\r') return "\\r";
  const auto unit = static_cast<std::uint32_t>(code);
  if (unit < 0x10000) return fmt::format("\\u{:04x}", unit);
  return fmt::format("\\u{:04x}\\u{:04x}", 0xd7c0 + (unit >> 10), 0xdc00 + (unit & 0x3ff));
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  out.reserve(text.size() + 2);
  while (!text.empty()) {
    const Character character = decode_utf8(text);
    if (!character.valid) {
      out += "\\ufffd";
    } else if (character.code == '"' || character.code == '\\') {
      out += '\\';
      out += text.front();
    } else if (is_safe(character.code)) {
      out.append(text.substr(0, character.length));
    } else {
      out += escape_code(character.code);
    }
    text.remove_prefix(character.length);
  }
  return out + '"';
}

std::string json_value(const model::Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return "null";
  if (const auto* number = std::get_if<double>(&value); number != nullptr && std::isfinite(*number)) {
    return exact_text(*number);
  }
  if (std::holds_alternative<std::int64_t>(value)) return exact_text(value);
  return json_string(exact_text(value));
}

JsonObject::JsonObject(std::ostream& out) : out_(out) { out_ << '{'; }

void JsonObject::add_raw(std::string_view key, std::string_view json) {
  out_ << (first_ ? "" : ",") << json_string(key) << ':' << json;
  first_ = false;
}

void JsonObject::close() { out_ << '}'; }

}  // namespace tracewh::render
