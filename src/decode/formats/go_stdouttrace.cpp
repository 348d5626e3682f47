#include "decode/formats/go_stdouttrace.hpp"

#include "base/hex.hpp"
#include "decode/formats/go_stdouttrace_value.hpp"
#include "decode/wire/id_text.hpp"
#include "decode/wire/json_documents.hpp"
#include "decode/wire/json_scalar.hpp"

#include <array>
#include <utility>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

// The bits of OTLP's flags that say whether the parent is remote. Go's SDK always knows.
constexpr std::uint32_t kHasIsRemote = 0x100;
constexpr std::uint32_t kIsRemote = 0x200;

/// Go's SpanContext.
struct Context {
  model::TraceId trace_id;
  model::SpanId span_id;
  std::uint32_t flags = 0;
  std::string_view trace_state;
  bool remote = false;
};

/// Go prints the zero time, which WithoutTimestamps leaves, as the first second of year 1.
std::int64_t read_time(std::string_view token) {
  return token.starts_with("\"0001-01-01T00:00:00") ? 0 : read_json_timestamp(token);
}

/// Reads one span object. Text of the span is kept by its attribute list.
class SpanReader {
 public:
  SpanReader(JsonCursor& cursor, SpanBuilder& builder)
      : cursor_(cursor), builder_(builder), issues_(builder.issues()) {}

  bool read() {
    static constexpr std::array<std::string_view, 16> kNames{"Name",
                                                             "SpanContext",
                                                             "Parent",
                                                             "SpanKind",
                                                             "StartTime",
                                                             "EndTime",
                                                             "Attributes",
                                                             "Events",
                                                             "Links",
                                                             "Status",
                                                             "DroppedAttributes",
                                                             "DroppedEvents",
                                                             "DroppedLinks",
                                                             "Resource",
                                                             "InstrumentationScope",
                                                             "InstrumentationLibrary"};
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
    end_span();
    return true;
  }

 private:
  enum class Member {
    kName,
    kSpanContext,
    kParent,
    kKind,
    kStart,
    kEnd,
    kAttributes,
    kEvents,
    kLinks,
    kStatus,
    kDroppedAttributes,
    kDroppedEvents,
    kDroppedLinks,
    kResource,
    kScope,
    kLibrary
  };

  void end_span() {
    SpanDraft& span = builder_.span();
    span.trace_id = own_.trace_id;
    span.span_id = own_.span_id;
    span.parent_span_id = parent_.span_id;
    span.trace_state = own_.trace_state;
    span.flags = own_.flags | kHasIsRemote | (parent_.remote ? kIsRemote : 0);
    span.has_flags = true;
    builder_.end_span();
    builder_.end_scope();
    builder_.end_resource();
  }

  bool member(Member member, Value& value) {
    using enum Member;
    AttributeList& list = builder_.span_attributes();
    switch (member) {
      case kSpanContext:
        is_span_ = true;
        return context(value, list, own_);
      case kParent:
        return context(value, list, parent_);
      case kAttributes:
        return read_go_attributes(cursor_, value, list, issues_);
      case kEvents:
        return cursor_.each_element(value, [&](Value& element) { return event(element); });
      case kLinks:
        return cursor_.each_element(value, [&](Value& element) { return link(element); });
      case kStatus:
        return status(value);
      case kResource:
        return read_go_attributes(cursor_, value, builder_.resource_attributes(), issues_);
      case kScope:
      case kLibrary:
        return scope(value);
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
        span.kind = read_json_enum(token, "", kSpanKindNames, issues_).value_or(0);
        break;
      case kStart:
        span.start_ns = read_time(token);
        break;
      case kEnd:
        span.end_ns = read_time(token);
        break;
      case kDroppedAttributes:
        span.dropped_attributes = read_json_count(token, issues_);
        break;
      case kDroppedEvents:
        span.dropped_events = read_json_count(token, issues_);
        break;
      default:
        span.dropped_links = read_json_count(token, issues_);
    }
  }

  /// A context that cannot be read has zero IDs.
  bool context(Value& source, AttributeList& list, Context& out) {
    enum Field { kTraceId, kSpanId, kFlags, kTraceState, kRemote };
    static constexpr std::array<std::string_view, 5> kNames{"TraceID", "SpanID", "TraceFlags", "TraceState",
                                                            "Remote"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      switch (field) {
        case kTraceId:
          out.trace_id = parse_trace_id(unquoted(token)).value_or(model::TraceId{});
          break;
        case kSpanId:
          out.span_id = parse_span_id(unquoted(token)).value_or(model::SpanId{});
          break;
        case kFlags:
          out.flags = flags(token);
          break;
        case kTraceState:
          out.trace_state = read_json_text(token, list, issues_).text;
          break;
        case kRemote:
          out.remote = token == "true";
      }
      return true;
    });
  }

  std::uint32_t flags(std::string_view token) {
    std::array<std::uint8_t, 1> byte{};
    if (!base::from_hex(unquoted(token), byte)) issues_.note(IssueKind::kInvalidValue);
    return byte[0];
  }

  bool status(Value& source) {
    enum Field { kCode, kDescription };
    static constexpr std::array<std::string_view, 2> kNames{"Code", "Description"};
    // In the order of Go's codes, which is not that of OTLP.
    static constexpr std::array<std::string_view, 3> kCodes{"Unset", "Error", "Ok"};
    using model::StatusCode;
    static constexpr std::array<StatusCode, 3> kMeanings{StatusCode::kUnset, StatusCode::kError,
                                                         StatusCode::kOk};
    SpanDraft& span = builder_.span();
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == kDescription) {
        span.status_message = read_json_text(token, builder_.span_attributes(), issues_).text;
      } else {
        span.status = kMeanings[read_json_choice(token, "", kCodes, issues_)];
      }
      return true;
    });
  }

  bool event(Value& source) {
    enum Field { kName, kAttributes, kDroppedAttributes, kTime };
    static constexpr std::array<std::string_view, 4> kNames{"Name", "Attributes", "DroppedAttributeCount",
                                                            "Time"};
    builder_.begin_event();
    EventDraft& event = builder_.event();
    AttributeList& list = builder_.item_attributes();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kName:
          event.name = read_json_text(json_token(value), list, issues_).text;
          break;
        case kAttributes:
          return read_go_attributes(cursor_, value, list, issues_);
        case kDroppedAttributes:
          event.dropped_attributes = read_json_count(json_token(value), issues_);
          break;
        case kTime:
          event.time_ns = read_time(json_token(value));
      }
      return true;
    });
    if (whole) builder_.end_event();
    return whole;
  }

  bool link(Value& source) {
    enum Field { kContext, kAttributes, kDroppedAttributes };
    static constexpr std::array<std::string_view, 3> kNames{"SpanContext", "Attributes",
                                                            "DroppedAttributeCount"};
    builder_.begin_link();
    LinkDraft& link = builder_.link();
    AttributeList& list = builder_.item_attributes();
    Context linked;
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kContext:
          return context(value, list, linked);
        case kAttributes:
          return read_go_attributes(cursor_, value, list, issues_);
        case kDroppedAttributes:
          link.dropped_attributes = read_json_count(json_token(value), issues_);
      }
      return true;
    });
    if (!whole) return false;
    link.trace_id = linked.trace_id;
    link.span_id = linked.span_id;
    link.trace_state = linked.trace_state;
    link.flags = linked.flags | kHasIsRemote | (linked.remote ? kIsRemote : 0);
    builder_.end_link();
    return true;
  }

  /// Newer versions print the scope under two names, with the same content.
  bool scope(Value& source) {
    enum Field { kName, kVersion, kSchemaUrl, kAttributes };
    static constexpr std::array<std::string_view, 4> kNames{"Name", "Version", "SchemaURL", "Attributes"};
    if (std::exchange(has_scope_, true)) return true;
    model::ScopeRecord& scope = builder_.scope();
    AttributeList& list = builder_.scope_attributes();
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kAttributes) return read_go_attributes(cursor_, value, list, issues_);
      const std::string_view text = read_json_text(json_token(value), list, issues_).text;
      if (field == kName) scope.name = text;
      if (field == kVersion) scope.version = text;
      if (field == kSchemaUrl) scope.schema_url = text;
      return true;
    });
  }

  JsonCursor& cursor_;
  SpanBuilder& builder_;
  IssueCounter& issues_;
  Context own_;
  Context parent_;
  bool is_span_ = false;
  bool has_scope_ = false;
};

}  // namespace

bool is_go_stdouttrace(std::string_view head) {
  return head.find("\"SpanContext\":") != std::string_view::npos &&
         head.find("\"TraceID\":") != std::string_view::npos;
}

std::unique_ptr<Decoder> make_go_stdouttrace_decoder() {
  return std::make_unique<SpanDocumentDecoder<SpanReader>>();
}

}  // namespace tracewh::decode
