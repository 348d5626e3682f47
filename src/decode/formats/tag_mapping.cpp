#include "decode/formats/tag_mapping.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace tracewh::decode {
namespace {

using Type = AttributeValue::Type;

enum class Tag {
  kKind,
  kError,
  kStatusCode,
  kStatusDescription,
  kTraceState,
  kScopeName,
  kScopeVersion,
  kDroppedAttributes,
  kDroppedEvents,
  kDroppedLinks,
  kHttpStatus,
};

struct TagName {
  std::string_view name;
  Tag tag;
};

constexpr std::array<TagName, 13> kTags{{
    {"span.kind", Tag::kKind},
    {"error", Tag::kError},
    {"otel.status_code", Tag::kStatusCode},
    {"otel.status_description", Tag::kStatusDescription},
    {"w3c.tracestate", Tag::kTraceState},
    {"otel.scope.name", Tag::kScopeName},
    {"otel.library.name", Tag::kScopeName},
    {"otel.scope.version", Tag::kScopeVersion},
    {"otel.library.version", Tag::kScopeVersion},
    {"otel.dropped_attributes_count", Tag::kDroppedAttributes},
    {"otel.dropped_events_count", Tag::kDroppedEvents},
    {"otel.dropped_links_count", Tag::kDroppedLinks},
    {"http.status_code", Tag::kHttpStatus},
}};

constexpr std::int32_t kServer = 2;

bool equal_ignoring_case(std::string_view text, std::string_view upper) {
  return std::ranges::equal(text, upper,
                            [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b; });
}

bool set_count(std::uint32_t& field, const AttributeValue& value) {
  const auto count = as_integer(value);
  if (!count || *count < 0 || *count > std::numeric_limits<std::uint32_t>::max()) return false;
  field = static_cast<std::uint32_t>(*count);
  return true;
}

std::string_view word_of(const AttributeValue& value) {
  return value.type == Type::kText ? value.text : std::string_view{};
}

}  // namespace

bool is_no_service(std::string_view name) { return equal_ignoring_case(name, "OTLPRESOURCENOSERVICENAME"); }

void TagMapping::add(std::string_view key, const AttributeValue& value) {
  if (!set_field(key, value)) builder_.span_attributes().add(key, value);
}

bool TagMapping::set_field(std::string_view key, const AttributeValue& value) {
  const auto found = std::ranges::find(kTags, key, &TagName::name);
  if (found == kTags.end()) return false;
  SpanDraft& span = builder_.span();
  switch (found->tag) {
    case Tag::kKind:
      return set_kind(word_of(value));
    case Tag::kError:
      return set_error(value);
    case Tag::kStatusCode:
      return set_status(word_of(value));
    case Tag::kStatusDescription:
      return set_text(span.status_message, key, value);
    case Tag::kTraceState:
      return set_text(span.trace_state, key, value);
    case Tag::kScopeName:
      return set_text(builder_.scope().name, key, value);
    case Tag::kScopeVersion:
      return set_text(builder_.scope().version, key, value);
    case Tag::kDroppedAttributes:
      return set_count(span.dropped_attributes, value);
    case Tag::kDroppedEvents:
      return set_count(span.dropped_events, value);
    case Tag::kDroppedLinks:
      return set_count(span.dropped_links, value);
    case Tag::kHttpStatus:
      http_status_ = as_integer(value).value_or(0);
      return false;
  }
  return false;
}

bool TagMapping::set_text(std::string_view& field, std::string_view key, const AttributeValue& value) {
  if (value.type != Type::kText) return false;
  field = builder_.span_attributes().concealed(key, value).text;
  return true;
}

bool TagMapping::set_kind(std::string_view word) {
  // In the order of OpenTelemetry's SpanKind, from 1 on. Other words are roles that instrumentation gave.
  constexpr std::array<std::string_view, 5> kKinds{"internal", "server", "client", "producer", "consumer"};
  const auto found = std::ranges::find(kKinds, word);
  if (found == kKinds.end()) return false;
  builder_.span().kind = static_cast<std::int32_t>(found - kKinds.begin()) + 1;
  return true;
}

bool TagMapping::set_status(std::string_view word) {
  constexpr std::array<std::string_view, 3> kCodes{"UNSET", "OK", "ERROR"};
  const auto found = std::ranges::find_if(kCodes, [&](auto code) { return equal_ignoring_case(word, code); });
  if (found == kCodes.end()) return false;
  status_ = static_cast<model::StatusCode>(found - kCodes.begin());
  return true;
}

bool TagMapping::set_error(const AttributeValue& value) {
  if (error_tag_ == ErrorTag::kTrue) {
    failed_ = failed_ || (value.type == Type::kBool && value.boolean);
    return value.type == Type::kBool && value.boolean;
  }
  failed_ = true;
  const std::string_view word = word_of(value);
  if (word != "true" && word != "false") set_text(error_text_, "error", value);
  return true;
}

void TagMapping::finish() {
  SpanDraft& span = builder_.span();
  const bool http_error = http_status_ >= (span.kind == kServer ? 500 : 400) && http_status_ < 600;
  if (failed_ || (!status_ && http_error)) {
    span.status = model::StatusCode::kError;
  } else {
    span.status = status_.value_or(model::StatusCode::kUnset);
  }
  if (span.status_message.empty()) span.status_message = error_text_;
}

}  // namespace tracewh::decode
