#include "decode/normalize/attribute_value.hpp"

#include "base/base64.hpp"
#include "base/json_text.hpp"
#include "base/number.hpp"
#include "decode/normalize/number_text.hpp"

namespace tracewh::decode {
namespace {

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

std::optional<std::int64_t> as_integer(const AttributeValue& value) {
  using Type = AttributeValue::Type;
  switch (value.type) {
    case Type::kInteger:
      return value.integer;
    case Type::kReal:
      return base::integral(value.real);
    case Type::kText:
      return read_integer(value.text);
    default:
      return std::nullopt;
  }
}

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
      base::append_stored_real(out, value.real);
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
