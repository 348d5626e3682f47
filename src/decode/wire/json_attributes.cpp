#include "decode/wire/json_attributes.hpp"

#include "base/limits.hpp"
#include "decode/wire/json_scalar.hpp"

namespace tracewh::decode {

using Value = JsonCursor::Value;

namespace {

/// The form of what stands under `key` in a map of the form `outer`.
MapForm form_below(std::string_view key, MapForm outer) {
  if (outer == MapForm::kPlain) return outer;
  return outer == MapForm::kStored && key == "kvlistValue" ? MapForm::kWrapped : MapForm::kStored;
}

}  // namespace

bool read_json_value(JsonCursor& cursor, Value& source, AttributeList& list, IssueCounter& issues,
                     AttributeValue& out, MapForm form, int depth) {
  const std::string_view token = json_token(source);
  const bool is_map = token.front() == '{';
  if (!is_map && token.front() != '[') {
    out = read_json_scalar(token, list, issues);
    return true;
  }
  if (depth > base::limits::kValueDepth) {
    issues.note(IssueKind::kTooDeep);
    return true;
  }
  const std::size_t opened = list.open();
  const auto add = [&](std::string_view key, Value& value) {
    AttributeValue element;
    if (!read_json_value(cursor, value, list, issues, element, form_below(key, form), depth + 1))
      return false;
    list.add_entry(key, element);
    return true;
  };
  const bool whole = is_map ? cursor.each_member(source,
                                                 [&](std::string_view key, Value& value) {
                                                   return add(read_json_text(key, list, issues).text, value);
                                                 })
                            : cursor.each_element(source, [&](Value& value) { return add({}, value); });
  if (whole) out = is_map ? list.close_map(opened, form) : list.close_array(opened);
  return whole;
}

bool read_json_attributes(JsonCursor& cursor, Value& source, AttributeList& list, IssueCounter& issues,
                          MapForm form) {
  return cursor.each_member(source, [&](std::string_view key, Value& value) {
    AttributeValue read;
    if (!read_json_value(cursor, value, list, issues, read, form)) return false;
    list.add(read_json_text(key, list, issues).text, read);
    return true;
  });
}

}  // namespace tracewh::decode
