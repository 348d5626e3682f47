#include "decode/formats/otlp_json_value.hpp"

#include "base/limits.hpp"
#include "decode/wire/json_scalar.hpp"
#include "decode/wire/typed_scalar.hpp"

#include <array>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

/// Reads AnyValue (opentelemetry.proto.common.v1) and what it contains.
class ValueReader {
 public:
  ValueReader(JsonCursor& cursor, AttributeList& list, IssueCounter& issues)
      : cursor_(cursor), list_(list), issues_(issues) {}

  bool key_value(Value& source, int depth, Attribute& out) {
    enum Field { kKey, kValue };
    static constexpr std::array<std::string_view, 2> kNames{"key", "value"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kValue) return any(value, depth, out.value);
      out.key = read_json_text(json_token(value), list_, issues_).text;
      return true;
    });
  }

  bool entity_ref(Value& source, AttributeValue& out) {
    static constexpr std::array<std::string_view, 4> kNames{"schemaUrl", "type", "idKeys", "descriptionKeys"};
    const std::size_t opened = list_.open();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      AttributeValue member = AttributeValue::of_text(read_if_text(value));
      if (json_token(value).front() == '[') {
        if (!texts(value, member)) return false;
        // As in protobuf, where it is the same as none.
        if (member.text == "[]") return true;
      }
      list_.add_entry(kNames[field], member);
      return true;
    });
    if (whole) out = list_.close_map(opened);
    return whole;
  }

 private:
  enum Composite { kArray = 4, kMap = 5 };

  bool any(Value& source, int depth, AttributeValue& out) {
    static constexpr std::array<std::string_view, 7> kNames{
        "stringValue", "intValue", "boolValue", "doubleValue", "arrayValue", "kvlistValue", "bytesValue"};
    // Of the names that are no composites, in their order.
    static constexpr std::array<ScalarType, 7> kTypes{
        ScalarType::kText, ScalarType::kInteger, ScalarType::kBool, ScalarType::kReal, {}, {},
        ScalarType::kBytes};
    out = {};
    // The last member of a oneof counts.
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kArray || field == kMap) return composite(value, field == kMap, depth + 1, out);
      out = read_typed_scalar(kTypes[field], json_token(value), list_, issues_);
      return true;
    });
  }

  bool composite(Value& source, bool is_map, int depth, AttributeValue& out) {
    if (depth > base::limits::kValueDepth) {
      issues_.note(IssueKind::kTooDeep);
      return true;
    }
    if (json_token(source) == "null") return true;
    static constexpr std::array<std::string_view, 1> kNames{"values"};
    const std::size_t opened = list_.open();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t, Value& values) {
      return cursor_.each_element(values, [&](Value& element) {
        Attribute entry;
        if (!(is_map ? key_value(element, depth, entry) : any(element, depth, entry.value))) return false;
        list_.add_entry(entry.key, entry.value);
        return true;
      });
    });
    if (whole) out = is_map ? list_.close_map(opened) : list_.close_array(opened);
    return whole;
  }

  std::string_view read_if_text(Value& value) {
    const std::string_view token = json_token(value);
    return token.front() == '"' ? read_json_text(token, list_, issues_).text : std::string_view{};
  }

  bool texts(Value& source, AttributeValue& out) {
    const std::size_t opened = list_.open();
    const bool whole = cursor_.each_element(source, [&](Value& value) {
      list_.add_element(AttributeValue::of_text(read_if_text(value)));
      return true;
    });
    if (whole) out = list_.close_array(opened);
    return whole;
  }

  JsonCursor& cursor_;
  AttributeList& list_;
  IssueCounter& issues_;
};

}  // namespace

bool read_otlp_attributes(JsonCursor& cursor, Value& value, AttributeList& list, IssueCounter& issues) {
  ValueReader reader(cursor, list, issues);
  return cursor.each_element(value, [&](Value& element) {
    Attribute attribute;
    if (!reader.key_value(element, 0, attribute)) return false;
    list.add(attribute.key, attribute.value);
    return true;
  });
}

bool read_otlp_entity_refs(JsonCursor& cursor, Value& value, AttributeList& list, IssueCounter& issues,
                           std::string_view& stored) {
  ValueReader reader(cursor, list, issues);
  const std::size_t opened = list.open();
  const bool whole = cursor.each_element(value, [&](Value& element) {
    AttributeValue ref;
    if (!reader.entity_ref(element, ref)) return false;
    list.add_element(ref);
    return true;
  });
  if (whole && list.open() != opened) stored = list.close_array(opened).text;
  return whole;
}

}  // namespace tracewh::decode
