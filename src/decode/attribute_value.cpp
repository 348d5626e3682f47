#include "decode/attribute_value.hpp"

#include "base/base64.hpp"
#include "base/json_text.hpp"

#include <cmath>

namespace tracewh::decode {
namespace {

void append_real(std::string& out, double value) {
  if (std::isnan(value)) {
    out += R"({"doubleValue":"NaN"})";
  } else if (std::isinf(value)) {
    out += value > 0 ? R"({"doubleValue":"Infinity"})" : R"({"doubleValue":"-Infinity"})";
  } else {
    base::append_json_real(out, value);
  }
}

void append_text(std::string& out, const AttributeValue& value) {
  if (!value.plain) return base::append_json_string(out, value.text);
  out.push_back('"');
  out += value.text;
  out.push_back('"');
}

void append_bytes(std::string& out, std::string_view bytes) {
  out += R"({"bytesValue":")";
  base::append_base64(out, bytes);
  out += R"("})";
}

}  // namespace

void append_stored(std::string& out, const AttributeValue& value) {
  using Type = AttributeValue::Type;
  switch (value.type) {
    case Type::kNull:
      out += "null";
      break;
    case Type::kBool:
      out += value.boolean ? "true" : "false";
      break;
    case Type::kInteger:
      base::append_json_integer(out, value.integer);
      break;
    case Type::kReal:
      append_real(out, value.real);
      break;
    case Type::kText:
      append_text(out, value);
      break;
    case Type::kBytes:
      append_bytes(out, value.text);
      break;
    case Type::kJson:
      out += value.text;
      break;
  }
}

}  // namespace tracewh::decode
