#include "decode/normalize/attribute_list.hpp"

#include "base/base64.hpp"
#include "base/json_text.hpp"
#include "base/limits.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <numeric>

namespace tracewh::decode {
namespace {

namespace limits = base::limits;

/// Appends the entries in `order` as a JSON object; stops behind the first that goes over `max_bytes`.
void append_map(std::string& out, std::span<const Attribute> entries, std::span<const std::uint32_t> order,
                std::size_t max_bytes) {
  out.push_back('{');
  for (const std::uint32_t position : order) {
    if (out.size() > max_bytes) break;
    if (out.back() != '{') out.push_back(',');
    base::append_json_string(out, entries[position].key);
    out.push_back(':');
    append_stored(out, entries[position].value);
  }
  out.push_back('}');
}

/// Whether a map of this one entry is how a value is stored that JSON cannot say.
bool is_stored_form(const Attribute& entry) {
  using Type = AttributeValue::Type;
  const std::string_view text = entry.value.text;
  if (entry.key == "kvlistValue") return entry.value.type == Type::kJson && text.starts_with('{');
  if (entry.value.type != Type::kText) return false;
  if (entry.key == "doubleValue") return text == "NaN" || text == "Infinity" || text == "-Infinity";
  std::string bytes;
  return entry.key == "bytesValue" && base::append_from_base64(bytes, text);
}

}  // namespace

bool sort_by_key(std::span<const Attribute> attributes, std::vector<std::uint32_t>& order) {
  order.resize(attributes.size());
  std::iota(order.begin(), order.end(), 0U);
  // Later ones first among equals, so that unique() keeps the last.
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int by_key = attributes[a].key.compare(attributes[b].key);
    return by_key != 0 ? by_key < 0 : a > b;
  });
  const auto same_key = [&](std::uint32_t a, std::uint32_t b) {
    return attributes[a].key == attributes[b].key;
  };
  const auto end = std::unique(order.begin(), order.end(), same_key);
  const bool repeated = end != order.end();
  order.erase(end, order.end());
  return repeated;
}

AttributeList::AttributeList(const Semantics& semantics, IssueCounter& issues, const Redaction* redaction)
    : semantics_(semantics), issues_(issues), redaction_(redaction) {}

void AttributeList::clear() {
  scratch_.clear();
  attributes_.clear();
  nested_.clear();
  dropped_ = 0;
}

void AttributeList::add(std::string_view key, const AttributeValue& value) {
  if (!has_room(key)) {
    ++dropped_;
    issues_.note(IssueKind::kTruncated);
    return;
  }
  append(attributes_, key, value);
  // Looked up only in the few lists that come near the limit.
  if (attributes_.size() < limits::kAttributesPerSpan) return;
  const auto is_other = [&](const Attribute& attribute) { return !semantics_.uses(attribute.key); };
  if (attributes_.size() == limits::kAttributesPerSpan) {
    others_ = static_cast<std::size_t>(std::ranges::count_if(attributes_, is_other));
  } else if (is_other(attributes_.back())) {
    ++others_;
  }
}

bool AttributeList::has_room(std::string_view key) const {
  if (attributes_.size() < limits::kAttributesPerSpan) return true;
  if (attributes_.size() >= 2 * limits::kAttributesPerSpan) return false;
  // Hundreds of flattened prompt parts must not push out the few keys that say what a span is. Nor do those
  // count against the others, so that what was kept once is kept again, in whatever order.
  return semantics_.uses(key) || others_ < limits::kAttributesPerSpan;
}

void AttributeList::append(std::vector<Attribute>& list, std::string_view key, const AttributeValue& value) {
  Attribute& added = list.emplace_back(Attribute{clean(key, limits::kKeyBytes), value});
  added.value = concealed(key, value);
  fit(added.value);
}

AttributeValue AttributeList::concealed(std::string_view key, const AttributeValue& value) {
  using Type = AttributeValue::Type;
  if (redaction_ == nullptr) return value;
  const auto replaced = [&] { return AttributeValue::of_text(keep(redaction_->replacement(value)), true); };
  if (redaction_->covers(key)) return replaced();
  if (value.type != Type::kText && value.type != Type::kBytes) return value;
  const auto hidden = redaction_->without_secrets(value.text);
  if (!hidden) return value;
  return value.type == Type::kBytes ? replaced() : AttributeValue::of_text(keep(*hidden), value.plain);
}

std::string_view AttributeList::concealed_members(std::string_view text) {
  if (redaction_ == nullptr || !redaction_->covers_member_of(text)) return text;
  return keep(redaction_->replacement(AttributeValue::of_text(text)));
}

std::string_view AttributeList::clean(std::string_view text, std::size_t max_bytes) {
  const auto hidden = redaction_ == nullptr ? std::nullopt : redaction_->without_secrets(text);
  return repaired(hidden ? keep(*hidden) : text, max_bytes);
}

std::string_view AttributeList::repaired(std::string_view text, std::size_t max_bytes) {
  if (!base::valid_utf8(text)) {
    issues_.note(IssueKind::kInvalidUtf8);
    json_.clear();
    // A bad byte grows to three, so this much of the text decides the result.
    base::append_repaired_utf8(json_, text.substr(0, max_bytes + 4));
    text = keep(json_);
  }
  if (text.size() <= max_bytes) return text;
  issues_.note(IssueKind::kTruncated);
  return base::cut_utf8(text, max_bytes);
}

void AttributeList::fit(AttributeValue& value) {
  using Type = AttributeValue::Type;
  if (value.type == Type::kText && !value.plain) {
    value.text = repaired(value.text, limits::kValueBytes);
  } else if (value.text.size() > limits::kValueBytes) {
    issues_.note(IssueKind::kTruncated);
    value.text = value.type == Type::kBytes ? value.text.substr(0, limits::kValueBytes)
                                            : base::cut_utf8(value.text, limits::kValueBytes);
    // Half an array is no array: what is left is kept as text.
    if (value.type == Type::kJson) value.type = Type::kText;
  }
}

void AttributeList::add_entry(std::string_view key, const AttributeValue& value) {
  // Each entry takes more than a byte of text, so what comes behind this many is cut anyway.
  if (nested_.size() > limits::kValueBytes * 2) return issues_.note(IssueKind::kTruncated);
  append(nested_, key, value);
}

AttributeValue AttributeList::close(std::size_t opened) {
  nested_.resize(opened);
  AttributeValue value{.type = AttributeValue::Type::kJson, .text = keep(json_)};
  fit(value);
  return value;
}

AttributeValue AttributeList::close_array(std::size_t opened) {
  json_ = "[";
  for (std::size_t i = opened; i < nested_.size() && json_.size() <= limits::kValueBytes; ++i) {
    if (i != opened) json_.push_back(',');
    append_stored(json_, nested_[i].value);
  }
  json_.push_back(']');
  return close(opened);
}

AttributeValue AttributeList::close_map(std::size_t opened, MapForm form) {
  const auto entries = std::span<const Attribute>(nested_).subspan(opened);
  if (sort_by_key(entries, order_)) issues_.note(IssueKind::kDuplicateKeys);
  const bool reserved = order_.size() == 1 && base::is_reserved_key(entries[order_.front()].key);
  const bool as_is = form == MapForm::kWrapped ||
                     (form == MapForm::kStored && reserved && is_stored_form(entries[order_.front()]));
  const bool wraps = reserved && !as_is;
  json_ = wraps ? R"({"kvlistValue":)" : "";
  append_map(json_, entries, order_, limits::kValueBytes);
  if (wraps) json_.push_back('}');
  return close(opened);
}

void AttributeList::append_object(std::string& out) {
  if (attributes_.empty()) return;
  if (sort_by_key(attributes_, order_)) issues_.note(IssueKind::kDuplicateKeys);
  append_map(out, attributes_, order_, std::string::npos);
}

}  // namespace tracewh::decode
