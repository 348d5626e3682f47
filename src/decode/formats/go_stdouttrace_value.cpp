#include "decode/formats/go_stdouttrace_value.hpp"

#include "base/limits.hpp"
#include "decode/wire/json_scalar.hpp"
#include "decode/wire/typed_scalar.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

struct NamedType {
  std::string_view name;
  ScalarType type;
};

constexpr std::array<NamedType, 5> kScalars{{{"STRING", ScalarType::kText},
                                             {"INT64", ScalarType::kInteger},
                                             {"FLOAT64", ScalarType::kReal},
                                             {"BOOL", ScalarType::kBool},
                                             {"BYTESLICE", ScalarType::kBytes}}};

constexpr std::string_view kSlice = "SLICE";

std::optional<ScalarType> scalar_type(std::string_view name) {
  const auto found = std::ranges::find(kScalars, name, &NamedType::name);
  return found == kScalars.end() ? std::nullopt : std::optional(found->type);
}

/// Reads attribute.Value of go.opentelemetry.io/otel. Its writer puts the type before the value.
class ValueReader {
 public:
  ValueReader(JsonCursor& cursor, AttributeList& list, IssueCounter& issues)
      : cursor_(cursor), list_(list), issues_(issues) {}

  bool key_value(Value& source, int depth, Attribute& out) {
    enum Field { kKey, kValue };
    static constexpr std::array<std::string_view, 2> kNames{"Key", "Value"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kValue) return any(value, depth, out.value);
      out.key = read_json_text(json_token(value), list_, issues_).text;
      return true;
    });
  }

 private:
  bool any(Value& source, int depth, AttributeValue& out) {
    enum Field { kType, kValue };
    static constexpr std::array<std::string_view, 2> kNames{"Type", "Value"};
    std::string_view type;
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kValue) return of_type(type, value, depth, out);
      type = unquoted(json_token(value));
      return true;
    });
  }

  bool of_type(std::string_view type, Value& value, int depth, AttributeValue& out) {
    if (const auto scalar = scalar_type(type)) {
      out = read_typed_scalar(*scalar, json_token(value), list_, issues_);
      return true;
    }
    if (type == "EMPTY" || type == "INVALID") return true;
    if (depth >= base::limits::kValueDepth) {
      issues_.note(IssueKind::kTooDeep);
      return true;
    }
    if (type == "MAP") return map(value, depth, out);
    if (type == kSlice) {
      return array(value, out,
                   [&](Value& element, AttributeValue& read) { return any(element, depth + 1, read); });
    }
    const auto of =
        type.ends_with(kSlice) ? scalar_type(type.substr(0, type.size() - kSlice.size())) : std::nullopt;
    if (!of) {
      issues_.note(IssueKind::kInvalidValue);
      return true;
    }
    return array(value, out, [&](Value& element, AttributeValue& read) {
      read = read_typed_scalar(*of, json_token(element), list_, issues_);
      return true;
    });
  }

  template <typename Read>
  bool array(Value& source, AttributeValue& out, Read read) {
    const std::size_t opened = list_.open();
    const bool whole = cursor_.each_element(source, [&](Value& value) {
      AttributeValue element;
      if (!read(value, element)) return false;
      list_.add_element(element);
      return true;
    });
    if (whole) out = list_.close_array(opened);
    return whole;
  }

  bool map(Value& source, int depth, AttributeValue& out) {
    const std::size_t opened = list_.open();
    const bool whole = cursor_.each_element(source, [&](Value& value) {
      Attribute entry;
      if (!key_value(value, depth + 1, entry)) return false;
      list_.add_entry(entry.key, entry.value);
      return true;
    });
    if (whole) out = list_.close_map(opened);
    return whole;
  }

  JsonCursor& cursor_;
  AttributeList& list_;
  IssueCounter& issues_;
};

}  // namespace

bool read_go_attributes(JsonCursor& cursor, Value& source, AttributeList& list, IssueCounter& issues) {
  ValueReader reader(cursor, list, issues);
  return cursor.each_element(source, [&](Value& element) {
    Attribute attribute;
    if (!reader.key_value(element, 0, attribute)) return false;
    list.add(attribute.key, attribute.value);
    return true;
  });
}

}  // namespace tracewh::decode
