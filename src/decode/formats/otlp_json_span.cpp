#include "decode/formats/otlp_json_span.hpp"

#include "decode/formats/otlp_json_value.hpp"
#include "decode/wire/id_text.hpp"
#include "decode/wire/json_scalar.hpp"

#include <array>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

/// Reads the fields of opentelemetry.proto.trace.v1.Span.
class SpanReader {
 public:
  SpanReader(JsonCursor& cursor, SpanBuilder& builder)
      : cursor_(cursor), builder_(builder), issues_(builder.issues()) {}

  bool span(Value& source) {
    static constexpr std::array<std::string_view, 16> kNames{"traceId",
                                                             "spanId",
                                                             "traceState",
                                                             "parentSpanId",
                                                             "name",
                                                             "kind",
                                                             "startTimeUnixNano",
                                                             "endTimeUnixNano",
                                                             "attributes",
                                                             "droppedAttributesCount",
                                                             "events",
                                                             "droppedEventsCount",
                                                             "status",
                                                             "links",
                                                             "droppedLinksCount",
                                                             "flags"};
    builder_.begin_span();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      return span_field(static_cast<SpanField>(field), value);
    });
    if (!whole) return false;
    builder_.end_span();
    return true;
  }

 private:
  enum class SpanField {
    kTraceId,
    kSpanId,
    kTraceState,
    kParentSpanId,
    kName,
    kKind,
    kStart,
    kEnd,
    kAttributes,
    kDroppedAttributes,
    kEvents,
    kDroppedEvents,
    kStatus,
    kLinks,
    kDroppedLinks,
    kFlags
  };

  bool span_field(SpanField field, Value& value) {
    using enum SpanField;
    switch (field) {
      case kAttributes:
        return read_otlp_attributes(cursor_, value, builder_.span_attributes(), issues_);
      case kEvents:
        return cursor_.each_element(value, [&](Value& element) { return event(element); });
      case kStatus:
        return status(value);
      case kLinks:
        return cursor_.each_element(value, [&](Value& element) { return link(element); });
      default:
        scalar_field(field, json_token(value));
        return true;
    }
  }

  void scalar_field(SpanField field, std::string_view token) {
    using enum SpanField;
    AttributeList& list = builder_.span_attributes();
    SpanDraft& span = builder_.span();
    switch (field) {
      case kTraceId:
        span.trace_id = parse_trace_id(id(token, list)).value_or(model::TraceId{});
        break;
      case kSpanId:
        span.span_id = parse_span_id(id(token, list)).value_or(model::SpanId{});
        break;
      case kTraceState:
        span.trace_state = read_json_text(token, list, issues_).text;
        break;
      case kParentSpanId:
        span.parent_span_id = optional_id(parse_span_id(id(token, list)));
        break;
      case kName:
        span.name_text = read_json_text(token, list, issues_).text;
        break;
      case kKind:
        span.kind = kind(token);
        break;
      case kStart:
        span.start_ns = read_json_time(token);
        break;
      case kEnd:
        span.end_ns = read_json_time(token);
        break;
      case kDroppedAttributes:
        span.dropped_attributes = read_json_count(token, issues_);
        break;
      case kDroppedEvents:
        span.dropped_events = read_json_count(token, issues_);
        break;
      case kDroppedLinks:
        span.dropped_links = read_json_count(token, issues_);
        break;
      default:
        span.flags = read_json_count(token, issues_);
        span.has_flags = token != "null";
    }
  }

  bool event(Value& source) {
    enum Field { kTime, kName, kAttributes, kDroppedAttributes };
    static constexpr std::array<std::string_view, 4> kNames{"timeUnixNano", "name", "attributes",
                                                            "droppedAttributesCount"};
    builder_.begin_event();
    EventDraft& event = builder_.event();
    AttributeList& list = builder_.item_attributes();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kTime:
          event.time_ns = read_json_time(json_token(value));
          break;
        case kName:
          event.name = read_json_text(json_token(value), list, issues_).text;
          break;
        case kAttributes:
          return read_otlp_attributes(cursor_, value, list, issues_);
        case kDroppedAttributes:
          event.dropped_attributes = read_json_count(json_token(value), issues_);
      }
      return true;
    });
    if (whole) builder_.end_event();
    return whole;
  }

  bool link(Value& source) {
    enum Field { kTraceId, kSpanId, kTraceState, kAttributes, kDroppedAttributes, kFlags };
    static constexpr std::array<std::string_view, 6> kNames{
        "traceId", "spanId", "traceState", "attributes", "droppedAttributesCount", "flags"};
    builder_.begin_link();
    LinkDraft& link = builder_.link();
    AttributeList& list = builder_.item_attributes();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kAttributes) return read_otlp_attributes(cursor_, value, list, issues_);
      const std::string_view token = json_token(value);
      switch (field) {
        case kTraceId:
          link.trace_id = optional_id(parse_trace_id(id(token, list)));
          break;
        case kSpanId:
          link.span_id = optional_id(parse_span_id(id(token, list)));
          break;
        case kTraceState:
          link.trace_state = read_json_text(token, list, issues_).text;
          break;
        case kDroppedAttributes:
          link.dropped_attributes = read_json_count(token, issues_);
          break;
        case kFlags:
          link.flags = read_json_count(token, issues_);
      }
      return true;
    });
    if (whole) builder_.end_link();
    return whole;
  }

  bool status(Value& source) {
    enum Field { kMessage, kCode };
    static constexpr std::array<std::string_view, 2> kNames{"message", "code"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == kMessage) {
        builder_.span().status_message = read_json_text(token, builder_.span_attributes(), issues_).text;
      } else {
        builder_.span().status = status_code(token);
      }
      return true;
    });
  }

  std::string_view id(std::string_view token, AttributeList& list) {
    return read_json_text(token, list, issues_).text;
  }

  /// An ID that the span can do without.
  template <typename Id>
  Id optional_id(std::optional<Id> id) {
    if (!id) issues_.note(IssueKind::kInvalidValue);
    return id.value_or(Id{});
  }

  std::int32_t kind(std::string_view token) {
    return read_json_enum(token, "SPAN_KIND_", kSpanKindNames, issues_).value_or(0);
  }

  model::StatusCode status_code(std::string_view token) {
    static constexpr std::array<std::string_view, 3> kCodes{"UNSET", "OK", "ERROR"};
    return static_cast<model::StatusCode>(read_json_choice(token, "STATUS_CODE_", kCodes, issues_));
  }

  JsonCursor& cursor_;
  SpanBuilder& builder_;
  IssueCounter& issues_;
};

}  // namespace

bool read_otlp_span(JsonCursor& cursor, Value& value, SpanBuilder& builder) {
  return SpanReader(cursor, builder).span(value);
}

}  // namespace tracewh::decode
