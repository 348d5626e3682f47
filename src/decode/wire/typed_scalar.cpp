#include "decode/wire/typed_scalar.hpp"

#include "base/base64.hpp"
#include "decode/wire/json_scalar.hpp"

#include <string>

namespace tracewh::decode {
namespace {

AttributeValue bytes(std::string_view token, AttributeList& keeper, IssueCounter& issues) {
  std::string decoded;
  const std::string_view text = read_json_text(token, keeper, issues).text;
  if (base::append_from_base64(decoded, text)) return AttributeValue::of_bytes(keeper.keep(decoded));
  issues.note(IssueKind::kInvalidValue);
  return {};
}

}  // namespace

AttributeValue read_typed_scalar(ScalarType type, std::string_view token, AttributeList& keeper,
                                 IssueCounter& issues) {
  if (token == "null") return {};
  switch (type) {
    case ScalarType::kText: {
      const JsonText text = read_json_text(token, keeper, issues);
      return AttributeValue::of_text(text.text, text.plain);
    }
    case ScalarType::kInteger:
      if (const auto value = read_json_integer(token)) return AttributeValue::of_integer(*value);
      [[fallthrough]];  // beyond 64 bits it is still a number
    case ScalarType::kReal:
      if (const auto value = read_json_real(token)) return AttributeValue::of_real(*value);
      break;
    case ScalarType::kBool:
      if (unquoted(token) == "true") return AttributeValue::of_bool(true);
      if (unquoted(token) == "false") return AttributeValue::of_bool(false);
      break;
    case ScalarType::kBytes:
      return bytes(token, keeper, issues);
  }
  issues.note(IssueKind::kInvalidValue);
  return {};
}

}  // namespace tracewh::decode
