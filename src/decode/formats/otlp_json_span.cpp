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
    if (!cursor_.each_field(source, kNames,
                            [&](auto field, Value& value) { return span_field(field, value); })) {
      return false;
    }
    builder_.end_span();
    return true;
  }

 private:
  bool span_field(std::size_t field, Value& value) {
    AttributeList& list = builder_.span_attributes();
    SpanDraft& span = builder_.span();
    if (field == 8) return read_otlp_attributes(cursor_, value, list, issues_);
    if (field == 10) return cursor_.each_element(value, [&](Value& element) { return event(element); });
    if (field == 12) return status(value);
    if (field == 13) return cursor_.each_element(value, [&](Value& element) { return link(element); });
    const std::string_view token = json_token(value);
    switch (field) {
      case 0:
        span.trace_id = parse_trace_id(id(token, list)).value_or(model::TraceId{});
        break;
      case 1:
        span.span_id = parse_span_id(id(token, list)).value_or(model::SpanId{});
        break;
      case 2:
        span.trace_state = read_json_text(token, list, issues_).text;
        break;
      case 3:
        span.parent_span_id = optional_id(parse_span_id(id(token, list)));
        break;
      case 4:
        span.name_text = read_json_text(token, list, issues_).text;
        break;
      case 5:
        span.kind = kind(token);
        break;
      case 6:
        span.start_ns = read_json_time(token);
        break;
      case 7:
        span.end_ns = read_json_time(token);
        break;
      case 9:
        span.dropped_attributes = read_json_count(token, issues_);
        break;
      case 11:
        span.dropped_events = read_json_count(token, issues_);
        break;
      case 14:
        span.dropped_links = read_json_count(token, issues_);
        break;
      default:
        span.flags = read_json_count(token, issues_);
        span.has_flags = token != "null";
    }
    return true;
  }

  bool event(Value& source) {
    static constexpr std::array<std::string_view, 4> kNames{"timeUnixNano", "name", "attributes",
                                                            "droppedAttributesCount"};
    builder_.begin_event();
    EventDraft& event = builder_.event();
    AttributeList& list = builder_.item_attributes();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == 2) return read_otlp_attributes(cursor_, value, list, issues_);
      const std::string_view token = json_token(value);
      if (field == 0) event.time_ns = read_json_time(token);
      if (field == 1) event.name = read_json_text(token, list, issues_).text;
      if (field == 3) event.dropped_attributes = read_json_count(token, issues_);
      return true;
    });
    if (whole) builder_.end_event();
    return whole;
  }

  bool link(Value& source) {
    static constexpr std::array<std::string_view, 6> kNames{
        "traceId", "spanId", "traceState", "attributes", "droppedAttributesCount", "flags"};
    builder_.begin_link();
    LinkDraft& link = builder_.link();
    AttributeList& list = builder_.item_attributes();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == 3) return read_otlp_attributes(cursor_, value, list, issues_);
      const std::string_view token = json_token(value);
      if (field == 0) link.trace_id = optional_id(parse_trace_id(id(token, list)));
      if (field == 1) link.span_id = optional_id(parse_span_id(id(token, list)));
      if (field == 2) link.trace_state = read_json_text(token, list, issues_).text;
      if (field == 4) link.dropped_attributes = read_json_count(token, issues_);
      if (field == 5) link.flags = read_json_count(token, issues_);
      return true;
    });
    if (whole) builder_.end_link();
    return whole;
  }

  bool status(Value& source) {
    static constexpr std::array<std::string_view, 2> kNames{"message", "code"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == 0) {
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
