#include "search/span_condition.hpp"

#include "content/value.hpp"

#include <algorithm>
#include <array>

namespace tracewh::search {
namespace {

constexpr std::string_view kResourcePrefix = "resource.";

using model::Number;

std::optional<Number> number_in(const content::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.data)) return static_cast<Number>(*integer);
  if (const auto* real = std::get_if<double>(&value.data)) return *real;
  return value.text() != nullptr ? model::parse_number(*value.text()) : std::nullopt;
}

bool is_in_order(const content::Value& value, Comparison comparison, std::string_view text) {
  const auto left = number_in(value);
  const auto right = model::parse_number(text);
  return left && right && model::compare(*left, comparison, *right);
}

bool equals(const content::Value& value, std::string_view text) {
  if (content::plain_text(value) == text) return true;
  // Two texts that only read as the same number are different names.
  return value.text() == nullptr && is_in_order(value, Comparison::kEqual, text);
}

bool meets(const content::Value& value, const AttributeCondition& condition) {
  switch (condition.comparison) {
    case Comparison::kExists:
      return true;
    case Comparison::kEqual:
      return equals(value, condition.value);
    case Comparison::kUnequal:
      return !equals(value, condition.value);
    default:
      return is_in_order(value, condition.comparison, condition.value);
  }
}

bool meets_one_of(const content::Attributes& attributes, std::string_view key,
                  const AttributeCondition& condition) {
  return std::ranges::any_of(attributes, [&](const content::Attribute& attribute) {
    return attribute.key == key && meets(attribute.value, condition);
  });
}

/// The attributes of events or links.
template <typename Item>
bool meets_one_within(const std::vector<Item>& items, const AttributeCondition& condition) {
  return std::ranges::any_of(
      items, [&](const Item& item) { return meets_one_of(item.attributes, condition.key, condition); });
}

/// Whether a condition that is equal, or unequal, to a word holds; by order words do not compare.
bool holds_as(const AttributeCondition& condition, bool equal) {
  if (condition.comparison == Comparison::kUnequal) return !equal;
  return condition.comparison == Comparison::kEqual && equal;
}

bool is_word(std::string_view text, std::string_view word) {
  return std::ranges::equal(text, word, {}, [](unsigned char c) { return std::tolower(c); });
}

bool names_kind(const AttributeCondition& condition) {
  constexpr std::array<std::string_view, 5> kKinds{"internal", "server", "client", "producer", "consumer"};
  return std::ranges::find(kKinds, condition.value) != kKinds.end();
}

std::string_view status_word(model::StatusCode status) {
  if (status == model::StatusCode::kUnset) return "unset";
  return status == model::StatusCode::kOk ? "ok" : "error";
}

}  // namespace

std::optional<bool> holds_for_all(const AttributeCondition& condition, const SharedParts& parts) {
  const std::string_view key = condition.key;
  if (key == "span.status" || key == "otel.status_code") {
    return holds_as(condition, is_word(condition.value, status_word(parts.status)));
  }
  // An attribute of that name tells a role, for which Jaeger has no word.
  if (key == "span.kind" && names_kind(condition))
    return holds_as(condition, model::span_kind_name(parts.kind) == condition.value);
  if (key == "scope.name" || key == "otel.scope.name") return meets({parts.scope_name}, condition);
  if (key == "scope.version" || key == "otel.scope.version") return meets({parts.scope_version}, condition);
  if (key.starts_with(kResourcePrefix))
    return meets_one_of(parts.resource, key.substr(kResourcePrefix.size()), condition);
  if (asks_for_evidence(condition)) return std::nullopt;
  const bool found =
      meets_one_of(parts.resource, key, condition) || meets_one_of(parts.scope, key, condition);
  return found ? std::optional(true) : std::nullopt;
}

bool asks_for_evidence(const AttributeCondition& condition) {
  if (condition.key != "error") return false;
  return condition.comparison == Comparison::kExists || condition.value == "true" ||
         condition.value == "false";
}

bool holds(const AttributeCondition& condition, const content::SpanContent& span, model::StatusCode status,
           std::uint8_t evidence) {
  if (asks_for_evidence(condition)) {
    const bool failed = evidence != 0;
    const bool met = condition.value == "false" ? !failed && status == model::StatusCode::kOk : failed;
    return met != (condition.comparison == Comparison::kUnequal);
  }
  if (meets_one_of(span.attributes, condition.key, condition) || meets_one_within(span.events, condition) ||
      meets_one_within(span.links, condition)) {
    return true;
  }
  return condition.comparison == Comparison::kExists &&
         std::ranges::find(span.events, condition.key, &content::Event::name) != span.events.end();
}

}  // namespace tracewh::search
