#include "search/span_condition.hpp"

#include "base/number.hpp"
#include "content/value.hpp"

#include <algorithm>
#include <array>

namespace tracewh::search {
namespace {

constexpr std::string_view kResourcePrefix = "resource.";

/// Of 64 bits of mantissa here, so that integers stay exact.
using Number = long double;

std::optional<Number> number_in(std::string_view text) {
  if (const auto integer = base::parse_integer<std::int64_t>(text)) return static_cast<Number>(*integer);
  if (const auto real = base::parse_real(text)) return *real;
  return std::nullopt;
}

std::optional<Number> number_in(const content::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.data)) return static_cast<Number>(*integer);
  if (const auto* real = std::get_if<double>(&value.data)) return *real;
  return value.text() != nullptr ? number_in(*value.text()) : std::nullopt;
}

bool in_order(Number left, Comparison comparison, Number right) {
  switch (comparison) {
    case Comparison::kLess:
      return left < right;
    case Comparison::kLessOrEqual:
      return left <= right;
    case Comparison::kGreater:
      return left > right;
    case Comparison::kGreaterOrEqual:
      return left >= right;
    default:
      return left == right;
  }
}

bool meets(const content::Value& value, const SpanCondition& condition) {
  if (condition.comparison == Comparison::kExists) return true;
  const bool as_text = condition.comparison == Comparison::kEqual;
  if (as_text && content::plain_text(value) == condition.value) return true;
  // Two texts that only read as the same number are different names.
  if (as_text && value.text() != nullptr) return false;
  const auto left = number_in(value);
  const auto right = number_in(condition.value);
  return left && right && in_order(*left, condition.comparison, *right);
}

bool meets_one_of(const content::Attributes& attributes, std::string_view key,
                  const SpanCondition& condition) {
  return std::ranges::any_of(attributes, [&](const content::Attribute& attribute) {
    return attribute.key == key && meets(attribute.value, condition);
  });
}

/// The attributes of events or links.
template <typename Item>
bool meets_one_within(const std::vector<Item>& items, const SpanCondition& condition) {
  return std::ranges::any_of(
      items, [&](const Item& item) { return meets_one_of(item.attributes, condition.key, condition); });
}

bool is_word(const SpanCondition& condition, std::string_view word) {
  return condition.comparison == Comparison::kEqual &&
         std::ranges::equal(condition.value, word, {}, [](unsigned char c) { return std::tolower(c); });
}

bool is_kind(const SpanCondition& condition) {
  constexpr std::array<std::string_view, 5> kKinds{"internal", "server", "client", "producer", "consumer"};
  return condition.comparison == Comparison::kEqual &&
         std::ranges::find(kKinds, condition.value) != kKinds.end();
}

std::string_view status_word(model::StatusCode status) {
  if (status == model::StatusCode::kUnset) return "unset";
  return status == model::StatusCode::kOk ? "ok" : "error";
}

}  // namespace

std::optional<bool> holds_for_all(const SpanCondition& condition, const SharedParts& parts) {
  const std::string_view key = condition.key;
  if (key == "span.status" || key == "otel.status_code") return is_word(condition, status_word(parts.status));
  // An attribute of that name tells a role, for which Jaeger has no word.
  if (key == "span.kind" && is_kind(condition)) return model::span_kind_name(parts.kind) == condition.value;
  if (key == "scope.name" || key == "otel.scope.name") return meets({parts.scope_name}, condition);
  if (key == "scope.version" || key == "otel.scope.version") return meets({parts.scope_version}, condition);
  if (key.starts_with(kResourcePrefix))
    return meets_one_of(parts.resource, key.substr(kResourcePrefix.size()), condition);
  if (asks_for_evidence(condition)) return std::nullopt;
  const bool found =
      meets_one_of(parts.resource, key, condition) || meets_one_of(parts.scope, key, condition);
  return found ? std::optional(true) : std::nullopt;
}

bool asks_for_evidence(const SpanCondition& condition) {
  if (condition.key != "error") return false;
  return condition.comparison == Comparison::kExists || condition.value == "true" ||
         condition.value == "false";
}

bool holds(const SpanCondition& condition, const content::SpanContent& span, model::StatusCode status,
           std::uint8_t evidence) {
  if (asks_for_evidence(condition)) {
    if (condition.value != "false") return evidence != 0;
    return evidence == 0 && status == model::StatusCode::kOk;
  }
  if (meets_one_of(span.attributes, condition.key, condition) || meets_one_within(span.events, condition) ||
      meets_one_within(span.links, condition)) {
    return true;
  }
  return condition.comparison == Comparison::kExists &&
         std::ranges::find(span.events, condition.key, &content::Event::name) != span.events.end();
}

}  // namespace tracewh::search
