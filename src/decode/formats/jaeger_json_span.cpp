#include "decode/formats/jaeger_json_span.hpp"

#include "base/hex.hpp"
#include "decode/wire/id_text.hpp"
#include "decode/wire/json_scalar.hpp"
#include "decode/wire/typed_scalar.hpp"
#include "model/jaeger_names.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

/// Reads the parts of a span; texts are kept by the span's attributes, those of logs by the event's.
class Reader {
 public:
  Reader(JsonCursor& cursor, JaegerBytes bytes, IssueCounter& issues)
      : cursor_(cursor), bytes_(bytes), issues_(issues) {}

  static constexpr std::array<std::string_view, 13> kSpanNames{
      "traceID", "spanID", "parentSpanID", "operationName", "references", "startTime", "duration",
      "tags",    "logs",   "processID",    "process",       "flags",      "warnings"};

  enum class SpanField {
    kTraceId,
    kSpanId,
    kParentSpanId,
    kOperationName,
    kReferences,
    kStart,
    kDuration,
    kTags,
    kLogs,
    kProcessId,
    kProcess,
    kFlags,
    kWarnings
  };

  bool span_field(SpanField field, Value& value, SpanBuilder& builder, JaegerSpan& span,
                  JaegerProcess& process) {
    using enum SpanField;
    AttributeList& list = builder.span_attributes();
    switch (field) {
      case kReferences:
        return references(value, list, span);
      case kTags:
        return tags(value, list, [&](auto key, const AttributeValue& tag) { span.add_tag(key, tag); });
      case kLogs:
        return logs(value, builder.item_attributes(), span);
      case kProcess:
        process.text = cursor_.object_text(value);
        return cursor_.error() == simdjson::SUCCESS;
      case kWarnings:
        return warnings(value, list, span);
      default:
        scalar_field(field, json_token(value), list, span, process);
        return true;
    }
  }

  /// Visits each tag; texts are kept by `keeper`.
  template <typename Add>
  bool tags(Value& source, AttributeList& keeper, Add add) {
    enum Field { kKey, kType, kValue };
    static constexpr std::array<std::string_view, 3> kNames{"key", "type", "value"};
    return cursor_.each_element(source, [&](Value& element) {
      std::string_view key;
      std::string_view type;
      std::string_view token = "null";
      const bool whole = cursor_.each_field(element, kNames, [&](std::size_t field, Value& value) {
        (field == kKey ? key : field == kType ? type : token) = json_token(value);
        return true;
      });
      if (whole && !key.empty()) add(text(key, keeper), tag_value(unquoted(type), token, keeper));
      return whole;
    });
  }

  std::string_view text(std::string_view token, AttributeList& keeper) {
    return read_json_text(token, keeper, issues_).text;
  }

 private:
  void scalar_field(SpanField field, std::string_view token, AttributeList& list, JaegerSpan& span,
                    JaegerProcess& process) {
    using enum SpanField;
    switch (field) {
      case kTraceId:
        span.draft().trace_id = parse_short_trace_id(text(token, list)).value_or(model::TraceId{});
        break;
      case kSpanId:
        span.draft().span_id = parse_short_span_id(text(token, list)).value_or(model::SpanId{});
        break;
      case kParentSpanId:
        span.set_parent(optional_id(parse_short_span_id(text(token, list))));
        break;
      case kOperationName:
        span.draft().name_text = text(token, list);
        break;
      case kStart:
        span.set_start(read_json_integer(token));
        break;
      case kDuration:
        span.set_duration(read_json_integer(token));
        break;
      case kProcessId:
        process.id = token;
        break;
      default:
        span.set_flags(read_json_count(token, issues_));
    }
  }

  bool references(Value& source, AttributeList& keeper, JaegerSpan& span) {
    enum Field { kType, kTraceId, kSpanId };
    static constexpr std::array<std::string_view, 3> kNames{"refType", "traceID", "spanID"};
    return cursor_.each_element(source, [&](Value& element) {
      JaegerReference reference;
      const bool whole = cursor_.each_field(element, kNames, [&](std::size_t field, Value& value) {
        const std::string_view token = json_token(value);
        if (field == kType) reference.follows_from = unquoted(token) == "FOLLOWS_FROM";
        if (field == kTraceId) reference.trace_id = optional_id(parse_short_trace_id(text(token, keeper)));
        if (field == kSpanId) reference.span_id = optional_id(parse_short_span_id(text(token, keeper)));
        return true;
      });
      if (whole) span.add_reference(reference);
      return whole;
    });
  }

  bool logs(Value& source, AttributeList& keeper, JaegerSpan& span) {
    enum Field { kTime, kFields };
    static constexpr std::array<std::string_view, 2> kNames{"timestamp", "fields"};
    return cursor_.each_element(source, [&](Value& element) {
      span.begin_log();
      const bool whole = cursor_.each_field(element, kNames, [&](std::size_t field, Value& value) {
        if (field == kTime) {
          span.set_log_time(read_json_integer(json_token(value)));
          return true;
        }
        return tags(value, keeper,
                    [&](auto key, const AttributeValue& tag) { span.add_log_field(key, tag); });
      });
      if (whole) span.end_log();
      return whole;
    });
  }

  bool warnings(Value& source, AttributeList& list, JaegerSpan& span) {
    const std::size_t opened = list.open();
    const bool whole = cursor_.each_element(source, [&](Value& value) {
      const std::string_view warning = text(json_token(value), list);
      if (warning == model::kJaegerUnfinished) {
        span.set_unfinished();
      } else {
        list.add_element(AttributeValue::of_text(warning));
      }
      return true;
    });
    if (whole && list.open() != opened)
      list.add_renamed("warnings", model::kJaegerWarningsKey, list.close_array(opened));
    return whole;
  }

  AttributeValue tag_value(std::string_view type, std::string_view token, AttributeList& keeper) {
    if (type == "binary" && bytes_ == JaegerBytes::kHexadecimal) return hexadecimal(unquoted(token), keeper);
    return read_typed_scalar(scalar_type(type, token), token, keeper, issues_);
  }

  static ScalarType scalar_type(std::string_view type, std::string_view token) {
    if (type == "string") return ScalarType::kText;
    if (type == "bool") return ScalarType::kBool;
    if (type == "int64") return ScalarType::kInteger;
    if (type == "float64") return ScalarType::kReal;
    if (type == "binary") return ScalarType::kBytes;
    // Tags that somebody wrote by hand have no type.
    if (token.front() == '"') return ScalarType::kText;
    return token == "true" || token == "false" ? ScalarType::kBool : ScalarType::kInteger;
  }

  AttributeValue hexadecimal(std::string_view digits, AttributeList& keeper) {
    std::vector<std::uint8_t> bytes(digits.size() / 2);
    if (base::from_hex(digits, bytes)) {
      return AttributeValue::of_bytes(
          keeper.keep({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    }
    issues_.note(IssueKind::kInvalidValue);
    return {};
  }

  /// An ID that the span can do without.
  template <typename Id>
  Id optional_id(std::optional<Id> id) {
    if (!id) issues_.note(IssueKind::kInvalidValue);
    return id.value_or(Id{});
  }

  JsonCursor& cursor_;
  JaegerBytes bytes_;
  IssueCounter& issues_;
};

}  // namespace

bool read_jaeger_span(JsonCursor& cursor, Value& value, SpanBuilder& builder, JaegerSpan& span,
                      JaegerProcess& process) {
  Reader reader(cursor, JaegerBytes::kBase64, builder.issues());
  return cursor.each_field(value, Reader::kSpanNames, [&](std::size_t field, Value& member) {
    return reader.span_field(static_cast<Reader::SpanField>(field), member, builder, span, process);
  });
}

bool read_jaeger_root_span(JsonCursor& cursor, JaegerBytes bytes, SpanBuilder& builder, JaegerSpan& span,
                           JaegerProcess& process) {
  Reader reader(cursor, bytes, builder.issues());
  return cursor.each_root_field(Reader::kSpanNames, [&](std::size_t field, Value& member) {
    return reader.span_field(static_cast<Reader::SpanField>(field), member, builder, span, process);
  });
}

bool read_jaeger_process(JsonCursor& cursor, JaegerBytes bytes, AttributeList& resource,
                         IssueCounter& issues) {
  enum Field { kServiceName, kTags };
  static constexpr std::array<std::string_view, 2> kNames{"serviceName", "tags"};
  Reader reader(cursor, bytes, issues);
  return cursor.each_root_field(kNames, [&](std::size_t field, Value& value) {
    if (field == kTags) {
      return reader.tags(value, resource, [&](auto key, const AttributeValue& tag) {
        add_jaeger_process_tag(resource, key, tag);
      });
    }
    add_jaeger_service(resource, AttributeValue::of_text(reader.text(json_token(value), resource)));
    return true;
  });
}

}  // namespace tracewh::decode
