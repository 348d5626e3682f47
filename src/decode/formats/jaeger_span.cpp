#include "decode/formats/jaeger_span.hpp"

#include "model/jaeger_names.hpp"

#include <algorithm>
#include <limits>

namespace tracewh::decode {
namespace {

using Type = AttributeValue::Type;

constexpr std::uint32_t kSampled = 1;

/// Microseconds in nanoseconds; kBadTime when they are negative, too many or unknown.
std::int64_t nanoseconds(std::optional<std::int64_t> microseconds) {
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max() / 1000;
  return microseconds && *microseconds >= 0 && *microseconds <= kLast ? *microseconds * 1000 : kBadTime;
}

}  // namespace

JaegerSpan::JaegerSpan(SpanBuilder& builder) : builder_(builder), tags_(builder, ErrorTag::kTrue) {
  builder_.begin_scope();
  builder_.begin_span();
}

void JaegerSpan::set_flags(std::uint32_t flags) {
  draft().flags = flags & kSampled;
  draft().has_flags = true;
}

void JaegerSpan::begin_log() {
  builder_.begin_event();
  message_ = {};
}

void JaegerSpan::set_log_time(std::optional<std::int64_t> microseconds) {
  builder_.event().time_ns = nanoseconds(microseconds);
}

void JaegerSpan::add_log_field(std::string_view key, const AttributeValue& value) {
  EventDraft& event = builder_.event();
  AttributeList& list = builder_.item_attributes();
  if (key == "event" && value.type == Type::kText && event.name.empty()) {
    event.name = list.concealed(key, value).text;
    return;
  }
  if (key == "message" && value.type == Type::kText) message_ = list.concealed(key, value).text;
  list.add(key, value);
}

void JaegerSpan::end_log() {
  if (builder_.event().name.empty()) builder_.event().name = message_;
  builder_.end_event();
}

void JaegerSpan::end() {
  settle_times();
  settle_references();
  tags_.finish();
  builder_.end_span();
  builder_.end_scope();
}

void JaegerSpan::settle_times() {
  SpanDraft& span = draft();
  span.start_ns = nanoseconds(start_);
  const std::int64_t duration = nanoseconds(duration_);
  const bool fits =
      duration != kBadTime && span.start_ns <= std::numeric_limits<std::int64_t>::max() - duration;
  span.end_ns = span.start_ns != kBadTime && fits ? span.start_ns + duration : kBadTime;
  if (unfinished_ && duration == 0) span.end_ns = 0;
}

bool JaegerSpan::is_in_same_trace(const JaegerReference& reference) const {
  return reference.trace_id == builder_.span().trace_id;
}

void JaegerSpan::settle_references() {
  const auto first = [&](bool follows_from) {
    return std::ranges::find_if(references_, [&](const JaegerReference& reference) {
      return reference.follows_from == follows_from && is_in_same_trace(reference);
    });
  };
  auto parent = first(false);
  if (parent == references_.end()) parent = first(true);
  if (!parent_.valid() && parent != references_.end()) parent_ = parent->span_id;
  draft().parent_span_id = parent_;
  for (const JaegerReference& reference : references_) {
    if (!reference.follows_from && is_in_same_trace(reference) && reference.span_id == parent_) continue;
    builder_.begin_link();
    builder_.link().trace_id = reference.trace_id;
    builder_.link().span_id = reference.span_id;
    // Without the word a link is one that follows.
    if (!reference.follows_from)
      builder_.item_attributes().add(model::kOpenTracingRefType, AttributeValue::of_text("child_of"));
    builder_.end_link();
  }
}

void add_jaeger_service(AttributeList& resource, const AttributeValue& service_name) {
  if (service_name.text.empty() || is_no_service(service_name.text)) return;
  resource.add_renamed("serviceName", "service.name", service_name);
}

void add_jaeger_process_tag(AttributeList& resource, std::string_view key, const AttributeValue& value) {
  resource.add_renamed(key, key == "hostname" ? "host.name" : key, value);
}

}  // namespace tracewh::decode
