#include "decode/formats/python_console.hpp"

#include "decode/wire/id_text.hpp"
#include "decode/wire/json_attributes.hpp"
#include "decode/wire/json_documents.hpp"
#include "decode/wire/json_scalar.hpp"

#include <array>
#include <string>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

/// The members of the W3C header from Python's representation of a TraceState:
/// `['{key=a, value=1}', '{key=b, value=2}']` is `a=1,b=2`.
std::string trace_state_header(std::string_view shown) {
  constexpr std::string_view kKey = "{key=";
  constexpr std::string_view kValue = ", value=";
  std::string header;
  for (std::size_t at = shown.find(kKey); at != std::string_view::npos; at = shown.find(kKey, at)) {
    at += kKey.size();
    const std::size_t value = shown.find(kValue, at);
    const std::size_t end = std::min(shown.find("}'", value), shown.find("}\"", value));
    if (value == std::string_view::npos || end == std::string_view::npos) break;
    if (!header.empty()) header.push_back(',');
    header += shown.substr(at, value - at);
    header.push_back('=');
    header += shown.substr(value + kValue.size(), end - value - kValue.size());
    at = end;
  }
  return header;
}

struct Context {
  std::string_view trace_id;
  std::string_view span_id;
  std::string_view trace_state;
};

/// Reads one span object. Text of the span is kept by its attribute list.
class SpanReader {
 public:
  SpanReader(JsonCursor& cursor, SpanBuilder& builder)
      : cursor_(cursor), builder_(builder), issues_(builder.issues()) {}

  bool read() {
    static constexpr std::array<std::string_view, 11> kNames{
        "name",   "context",    "kind",   "parent_id", "start_time", "end_time",
        "status", "attributes", "events", "links",     "resource"};
    builder_.begin_resource();
    builder_.begin_scope();
    builder_.begin_span();
    const bool whole = cursor_.each_root_field(
        kNames, [&](std::size_t field, Value& value) { return member(static_cast<Member>(field), value); });
    if (!whole) return false;
    if (!is_span_) {
      issues_.note(IssueKind::kOtherSignal);
      return true;
    }
    builder_.end_span();
    builder_.end_scope();
    builder_.end_resource();
    return true;
  }

 private:
  enum class Member {
    kName,
    kContext,
    kKind,
    kParentId,
    kStart,
    kEnd,
    kStatus,
    kAttributes,
    kEvents,
    kLinks,
    kResource
  };

  bool member(Member member, Value& value) {
    using enum Member;
    switch (member) {
      case kContext:
        return span_context(value);
      case kStatus:
        return status(value);
      case kAttributes:
        return read_json_attributes(cursor_, value, builder_.span_attributes(), issues_);
      case kEvents:
        return cursor_.each_element(value, [&](Value& element) { return event(element); });
      case kLinks:
        return cursor_.each_element(value, [&](Value& element) { return link(element); });
      case kResource:
        return resource(value);
      default:
        scalar_member(member, json_token(value));
        return true;
    }
  }

  void scalar_member(Member member, std::string_view token) {
    using enum Member;
    SpanDraft& span = builder_.span();
    switch (member) {
      case kName:
        span.name_text = read_json_text(token, builder_.span_attributes(), issues_).text;
        break;
      case kKind:
        span.kind = read_json_enum(token, "SpanKind.", kSpanKindNames, issues_).value_or(0);
        break;
      case kParentId:
        span.parent_span_id = parent(token);
        break;
      case kStart:
        span.start_ns = read_json_timestamp(token);
        break;
      default:
        span.end_ns = token == "null" ? 0 : read_json_timestamp(token);
    }
  }

  model::SpanId parent(std::string_view token) {
    const auto id = parse_span_id(read_json_text(token, builder_.span_attributes(), issues_).text);
    if (!id) issues_.note(IssueKind::kInvalidValue);
    return id.value_or(model::SpanId{});
  }

  bool context(Value& source, AttributeList& list, Context& out) {
    enum Field { kTraceId, kSpanId, kTraceState };
    static constexpr std::array<std::string_view, 3> kNames{"trace_id", "span_id", "trace_state"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view text = read_json_text(json_token(value), list, issues_).text;
      if (field == kTraceId) out.trace_id = text;
      if (field == kSpanId) out.span_id = text;
      if (field == kTraceState) out.trace_state = list.keep(trace_state_header(text));
      return true;
    });
  }

  bool span_context(Value& source) {
    is_span_ = true;
    Context read;
    if (!context(source, builder_.span_attributes(), read)) return false;
    SpanDraft& span = builder_.span();
    span.trace_id = parse_trace_id(read.trace_id).value_or(model::TraceId{});
    span.span_id = parse_span_id(read.span_id).value_or(model::SpanId{});
    span.trace_state = read.trace_state;
    return true;
  }

  bool status(Value& source) {
    enum Field { kCode, kDescription };
    static constexpr std::array<std::string_view, 2> kNames{"status_code", "description"};
    static constexpr std::array<std::string_view, 3> kCodes{"UNSET", "OK", "ERROR"};
    SpanDraft& span = builder_.span();
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == kDescription) {
        span.status_message = read_json_text(token, builder_.span_attributes(), issues_).text;
      } else {
        span.status = static_cast<model::StatusCode>(read_json_choice(token, "StatusCode.", kCodes, issues_));
      }
      return true;
    });
  }

  bool event(Value& source) {
    enum Field { kName, kTime, kAttributes };
    static constexpr std::array<std::string_view, 3> kNames{"name", "timestamp", "attributes"};
    builder_.begin_event();
    EventDraft& event = builder_.event();
    AttributeList& list = builder_.item_attributes();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kName:
          event.name = read_json_text(json_token(value), list, issues_).text;
          break;
        case kTime:
          event.time_ns = read_json_timestamp(json_token(value));
          break;
        case kAttributes:
          return read_json_attributes(cursor_, value, list, issues_);
      }
      return true;
    });
    if (whole) builder_.end_event();
    return whole;
  }

  bool link(Value& source) {
    enum Field { kContext, kAttributes };
    static constexpr std::array<std::string_view, 2> kNames{"context", "attributes"};
    builder_.begin_link();
    AttributeList& list = builder_.item_attributes();
    Context linked;
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      return field == kContext ? context(value, list, linked)
                               : read_json_attributes(cursor_, value, list, issues_);
    });
    if (!whole) return false;
    LinkDraft& link = builder_.link();
    link.trace_id = parse_trace_id(linked.trace_id).value_or(model::TraceId{});
    link.span_id = parse_span_id(linked.span_id).value_or(model::SpanId{});
    link.trace_state = linked.trace_state;
    builder_.end_link();
    return true;
  }

  /// {attributes, schema_url}, or the attributes themselves as older versions print them.
  bool resource(Value& source) {
    AttributeList& list = builder_.resource_attributes();
    return cursor_.each_member(source, [&](std::string_view key, Value& value) {
      if (key == "\"attributes\"") return read_json_attributes(cursor_, value, list, issues_);
      if (key == "\"schema_url\"") {
        builder_.resource().schema_url = read_json_text(json_token(value), list, issues_).text;
        return true;
      }
      AttributeValue read;
      if (!read_json_value(cursor_, value, list, issues_, read)) return false;
      list.add(read_json_text(key, list, issues_).text, read);
      return true;
    });
  }

  JsonCursor& cursor_;
  SpanBuilder& builder_;
  IssueCounter& issues_;
  bool is_span_ = false;
};

}  // namespace

bool is_python_console(std::string_view head) {
  return head.find("\"SpanKind.") != std::string_view::npos &&
         head.find("\"context\"") != std::string_view::npos;
}

std::unique_ptr<Decoder> make_python_console_decoder() {
  return std::make_unique<SpanDocumentDecoder<SpanReader>>();
}

}  // namespace tracewh::decode
