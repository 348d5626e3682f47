#include "content/value.hpp"

#include "base/json_text.hpp"

#include <algorithm>
#include <cmath>

namespace tracewh::content {
namespace {

struct JsonAppender {
  std::string& out;

  void operator()(std::monostate) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { base::append_json_integer(out, value); }
  void operator()(double value) const { base::append_stored_real(out, value); }
  void operator()(std::string_view value) const { base::append_json_string(out, value); }

  void operator()(const Base64& bytes) const {
    out += R"({"bytesValue":")";
    out += bytes.text;
    out += R"("})";
  }

  void operator()(const Value::Array& array) const {
    out.push_back('[');
    for (const Value& element : array) {
      if (&element != &array.front()) out.push_back(',');
      append_json(out, element);
    }
    out.push_back(']');
  }

  void operator()(const Value::Map& map) const {
    const bool wrapped = map.size() == 1 && base::is_reserved_key(map.front().key);
    if (wrapped) out += R"({"kvlistValue":)";
    append_json(out, map);
    if (wrapped) out.push_back('}');
  }
};

}  // namespace

const Value* find(const Attributes& attributes, std::string_view key) {
  const auto found = std::ranges::find(attributes, key, &Attribute::key);
  return found == attributes.end() ? nullptr : &found->value;
}

std::string_view real_word(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

void append_json(std::string& out, const Value& value) { std::visit(JsonAppender{out}, value.data); }

void append_json(std::string& out, const Attributes& attributes) {
  out.push_back('{');
  for (const Attribute& attribute : attributes) {
    if (&attribute != &attributes.front()) out.push_back(',');
    base::append_json_string(out, attribute.key);
    out.push_back(':');
    append_json(out, attribute.value);
  }
  out.push_back('}');
}

std::string plain_text(const Value& value) {
  if (const std::string_view* text = value.text()) return std::string(*text);
  if (const auto* bytes = std::get_if<Base64>(&value.data)) return std::string(bytes->text);
  if (const auto* real = std::get_if<double>(&value.data); real != nullptr && !std::isfinite(*real)) {
    return std::string(real_word(*real));
  }
  std::string out;
  if (value.data.index() != 0) append_json(out, value);
  return out;
}

}  // namespace tracewh::content
