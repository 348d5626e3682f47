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
    if (!cursor_.each_root_field(kNames,
                                 [&](std::size_t field, Value& value) { return member(field, value); })) {
      return false;
    }
    if (!is_span_) {
      issues_.note(IssueKind::kOtherSignal);
      return true;
    }
    end_span();
    return true;
  }

 private:
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

  bool member(std::size_t field, Value& value) {
    AttributeList& list = builder_.span_attributes();
    SpanDraft& span = builder_.span();
    if (field == 1) return is_span_ = true, context(value, list, own_);
    if (field == 2) return context(value, list, parent_);
    if (field == 6) return read_go_attributes(cursor_, value, list, issues_);
    if (field == 7) return cursor_.each_element(value, [&](Value& element) { return event(element); });
    if (field == 8) return cursor_.each_element(value, [&](Value& element) { return link(element); });
    if (field == 9) return status(value);
    if (field == 13) return read_go_attributes(cursor_, value, builder_.resource_attributes(), issues_);
    if (field >= 14) return scope(value);
    const std::string_view token = json_token(value);
    if (field == 0) span.name_text = read_json_text(token, list, issues_).text;
    if (field == 3) span.kind = read_json_enum(token, "", kSpanKindNames, issues_).value_or(0);
    if (field == 4) span.start_ns = read_time(token);
    if (field == 5) span.end_ns = read_time(token);
    if (field == 10) span.dropped_attributes = read_json_count(token, issues_);
    if (field == 11) span.dropped_events = read_json_count(token, issues_);
    if (field == 12) span.dropped_links = read_json_count(token, issues_);
    return true;
  }

  /// A context that cannot be read has zero IDs.
  bool context(Value& source, AttributeList& list, Context& out) {
    static constexpr std::array<std::string_view, 5> kNames{"TraceID", "SpanID", "TraceFlags", "TraceState",
                                                            "Remote"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == 0) out.trace_id = parse_trace_id(unquoted(token)).value_or(model::TraceId{});
      if (field == 1) out.span_id = parse_span_id(unquoted(token)).value_or(model::SpanId{});
      if (field == 2) out.flags = flags(token);
      if (field == 3) out.trace_state = read_json_text(token, list, issues_).text;
      if (field == 4) out.remote = token == "true";
      return true;
    });
  }

  std::uint32_t flags(std::string_view token) {
    std::array<std::uint8_t, 1> byte{};
    if (!base::from_hex(unquoted(token), byte)) issues_.note(IssueKind::kInvalidValue);
    return byte[0];
  }

  bool status(Value& source) {
    static constexpr std::array<std::string_view, 2> kNames{"Code", "Description"};
    // In the order of Go's codes, which is not that of OTLP.
    static constexpr std::array<std::string_view, 3> kCodes{"Unset", "Error", "Ok"};
    using model::StatusCode;
    static constexpr std::array<StatusCode, 3> kMeanings{StatusCode::kUnset, StatusCode::kError,
                                                         StatusCode::kOk};
    SpanDraft& span = builder_.span();
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == 1) {
        span.status_message = read_json_text(token, builder_.span_attributes(), issues_).text;
      } else {
        span.status = kMeanings[read_json_choice(token, "", kCodes, issues_)];
      }
      return true;
    });
  }

  bool event(Value& source) {
    static constexpr std::array<std::string_view, 4> kNames{"Name", "Attributes", "DroppedAttributeCount",
                                                            "Time"};
    builder_.begin_event();
    EventDraft& event = builder_.event();
    AttributeList& list = builder_.item_attributes();
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == 1) return read_go_attributes(cursor_, value, list, issues_);
      const std::string_view token = json_token(value);
      if (field == 0) event.name = read_json_text(token, list, issues_).text;
      if (field == 2) event.dropped_attributes = read_json_count(token, issues_);
      if (field == 3) event.time_ns = read_time(token);
      return true;
    });
    if (whole) builder_.end_event();
    return whole;
  }

  bool link(Value& source) {
    static constexpr std::array<std::string_view, 3> kNames{"SpanContext", "Attributes",
                                                            "DroppedAttributeCount"};
    builder_.begin_link();
    LinkDraft& link = builder_.link();
    AttributeList& list = builder_.item_attributes();
    Context linked;
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == 0) return context(value, list, linked);
      if (field == 1) return read_go_attributes(cursor_, value, list, issues_);
      link.dropped_attributes = read_json_count(json_token(value), issues_);
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
    static constexpr std::array<std::string_view, 4> kNames{"Name", "Version", "SchemaURL", "Attributes"};
    if (std::exchange(has_scope_, true)) return true;
    model::ScopeRecord& scope = builder_.scope();
    AttributeList& list = builder_.scope_attributes();
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == 3) return read_go_attributes(cursor_, value, list, issues_);
      const std::string_view text = read_json_text(json_token(value), list, issues_).text;
      if (field == 0) scope.name = text;
      if (field == 1) scope.version = text;
      if (field == 2) scope.schema_url = text;
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
