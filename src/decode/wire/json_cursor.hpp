#pragma once

#include "decode/normalize/issue_counter.hpp"

#include <simdjson.h>

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace tracewh::decode {

/// Walks one JSON document as simdjson's On-Demand parser meets it: fields in any order, nothing
/// visited twice. A broken document stops the walk (false, and error() says why); a value of an
/// unexpected type is only an issue.
class JsonCursor {
 public:
  using Value = simdjson::ondemand::value;

  /// Starts on a document, whose root must be an object; kPaddingBytes readable bytes follow `text`.
  /// What is wrong with the types of values is noted in `issues`, which must outlive the walk.
  bool open(std::string_view text, IssueCounter& issues);

  /// Starts on the same document again, for what can only be read when something behind it is known.
  bool reopen() { return open(text_, *issues_); }

  /// Visits each field of the root, or of an object, that is in `names` (lowerCamelCase; snake_case is
  /// understood) with its position there. Null has no fields. `visit(position, value)` returns false to stop.
  template <typename Visit>
  bool each_root_field(std::span<const std::string_view> names, Visit visit);
  template <typename Visit>
  bool each_field(Value& value, std::span<const std::string_view> names, Visit visit);

  /// Visits each member of an object whose keys are data; `visit(key, value)` gets the key as a token with
  /// its quotes. Null has none.
  template <typename Visit>
  bool each_root_member(Visit visit);
  template <typename Visit>
  bool each_member(Value& value, Visit visit);

  /// Visits each element of an array. Null has none.
  template <typename Visit>
  bool each_element(Value& value, Visit visit);

  /// The text of an object, which is passed over; up to the document's end when it breaks off. Empty, and an
  /// issue, for anything else.
  std::string_view object_text(Value& value);

  simdjson::error_code error() const { return error_; }

  /// Where the walk stands, in bytes from the beginning of the document.
  std::size_t location();

 private:
  template <typename Visit>
  bool visit_fields(simdjson::ondemand::object object, std::span<const std::string_view> names, Visit visit);
  template <typename Visit>
  bool visit_members(simdjson::ondemand::object object, Visit visit);
  bool ok(simdjson::error_code error);
  /// On-Demand does not look at a value before it is asked for, so a stray `]` would pass for one.
  bool begins_value(Value& value);

  simdjson::ondemand::parser parser_;
  simdjson::ondemand::document document_;
  std::string_view text_;
  bool is_open_ = false;
  IssueCounter* issues_ = nullptr;
  simdjson::error_code error_ = simdjson::SUCCESS;
};

/// The text of a scalar as it stands in the document, without surrounding space. `{` or `[` for others.
std::string_view json_token(JsonCursor::Value& value);

/// The string whose opening quote is at `quote`, with its quotes.
std::string_view json_string_at(std::string_view text, std::size_t quote);

/// The position in `names` of the key that `text` begins with, up to its quote, or names.size(). Looks first
/// behind `previous`, because writers keep an order, and remembers the position there.
std::size_t find_field(std::span<const std::string_view> names, std::string_view text, std::size_t& previous);

template <typename Visit>
bool JsonCursor::visit_fields(simdjson::ondemand::object object, std::span<const std::string_view> names,
                              Visit visit) {
  std::size_t previous = names.size() - 1;
  for (auto result : object) {
    if (!ok(result.error())) return false;
    // Referred to, not copied: copies of what was just written stall the processor.
    simdjson::ondemand::field&& field = std::move(result).value_unsafe();
    const char* const key = field.key().raw();
    const auto left = static_cast<std::size_t>(text_.data() + text_.size() - key);
    const std::size_t position = find_field(names, {key, left}, previous);
    if (position != names.size() && !(begins_value(field.value()) && visit(position, field.value())))
      return false;
  }
  return error_ == simdjson::SUCCESS;
}

template <typename Visit>
bool JsonCursor::each_root_field(std::span<const std::string_view> names, Visit visit) {
  simdjson::ondemand::object object;
  return ok(document_.get_object().get(object)) && visit_fields(object, names, visit);
}

template <typename Visit>
bool JsonCursor::each_field(Value& value, std::span<const std::string_view> names, Visit visit) {
  const char first = json_token(value).front();
  if (first != '{') {
    if (first != 'n') issues_->note(IssueKind::kInvalidValue);
    return true;
  }
  simdjson::ondemand::object object;
  return ok(value.get_object().get(object)) && visit_fields(object, names, visit);
}

template <typename Visit>
bool JsonCursor::visit_members(simdjson::ondemand::object object, Visit visit) {
  for (auto result : object) {
    if (!ok(result.error())) return false;
    simdjson::ondemand::field&& field = std::move(result).value_unsafe();
    const auto at = static_cast<std::size_t>(field.key().raw() - text_.data());
    if (!begins_value(field.value()) || !visit(json_string_at(text_, at - 1), field.value())) return false;
  }
  return error_ == simdjson::SUCCESS;
}

template <typename Visit>
bool JsonCursor::each_root_member(Visit visit) {
  simdjson::ondemand::object object;
  return ok(document_.get_object().get(object)) && visit_members(object, visit);
}

template <typename Visit>
bool JsonCursor::each_member(Value& value, Visit visit) {
  const char first = json_token(value).front();
  if (first != '{') {
    if (first != 'n') issues_->note(IssueKind::kInvalidValue);
    return true;
  }
  simdjson::ondemand::object object;
  return ok(value.get_object().get(object)) && visit_members(object, visit);
}

template <typename Visit>
bool JsonCursor::each_element(Value& value, Visit visit) {
  const char first = json_token(value).front();
  if (first != '[') {
    if (first != 'n') issues_->note(IssueKind::kInvalidValue);
    return true;
  }
  simdjson::ondemand::array array;
  if (!ok(value.get_array().get(array))) return false;
  for (auto result : array) {
    if (!ok(result.error())) return false;
    Value&& element = std::move(result).value_unsafe();
    if (!begins_value(element) || !visit(element)) return false;
  }
  return true;
}

}  // namespace tracewh::decode
