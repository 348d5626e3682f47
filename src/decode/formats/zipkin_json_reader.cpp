#include "decode/formats/zipkin_json_reader.hpp"

#include "decode/normalize/span_draft.hpp"
#include "decode/wire/id_text.hpp"
#include "decode/wire/json_scalar.hpp"

#include <array>
#include <cmath>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

/// Reads the members of a span, an endpoint, an annotation.
class Reader {
 public:
  Reader(JsonCursor& cursor, Scratch& keeper, IssueCounter& issues)
      : cursor_(cursor), keeper_(keeper), issues_(issues) {}

  bool read(ZipkinSpan& span) {
    static constexpr std::array<std::string_view, 14> kNames{
        "traceId",       "parentId",       "id",          "kind", "name",  "timestamp", "duration",
        "localEndpoint", "remoteEndpoint", "annotations", "tags", "debug", "shared",    "binaryAnnotations"};
    return cursor_.each_root_field(
        kNames, [&](std::size_t field, Value& value) { return member(field, value, span); });
  }

 private:
  bool member(std::size_t field, Value& value, ZipkinSpan& span) {
    if (field == 7) return endpoint(value, span.local);
    if (field == 8) return endpoint(value, span.remote);
    if (field == 9)
      return cursor_.each_element(value, [&](Value& element) { return annotation(element, span); });
    if (field == 10) return tags(value, span);
    if (field == 13)
      return cursor_.each_element(value, [&](Value& element) { return binary(element, span); });
    const std::string_view token = json_token(value);
    if (field == 0) span.trace_id = parse_short_trace_id(text(token)).value_or(model::TraceId{});
    if (field == 1) span.parent_id = parent(token);
    if (field == 2) span.id = parse_short_span_id(text(token)).value_or(model::SpanId{});
    if (field == 3) span.kind = kind(token);
    if (field == 4) span.name = text(token);
    if (field == 5) span.start_ns = microseconds(token);
    if (field == 6) span.duration_ns = microseconds(token);
    if (field == 11) span.debug = unquoted(token) == "true";
    if (field == 12) span.shared = unquoted(token) == "true";
    return true;
  }

  std::string_view text(std::string_view token) { return read_json_text(token, keeper_, issues_).text; }

  model::SpanId parent(std::string_view token) {
    const auto id = parse_short_span_id(text(token));
    if (!id) issues_.note(IssueKind::kInvalidValue);
    return id.value_or(model::SpanId{});
  }

  std::int32_t kind(std::string_view token) {
    constexpr std::int32_t kInternal = 1;
    return token == "null" ? kInternal
                           : read_json_enum(token, "", kSpanKindNames, issues_).value_or(kInternal);
  }

  /// In nanoseconds. JavaScript's reporters also write fractions.
  static std::optional<std::int64_t> microseconds(std::string_view token) {
    if (token == "null") return std::nullopt;
    if (const auto whole = read_json_integer(token)) {
      std::int64_t result = 0;
      const bool fits = *whole >= 0 && !__builtin_mul_overflow(*whole, 1000, &result);
      return fits ? result : kBadTime;
    }
    const auto real = read_json_real(token);
    constexpr double kLast = 9.2e15;
    return real && *real >= 0 && *real < kLast ? std::llround(*real * 1000) : kBadTime;
  }

  bool endpoint(Value& source, ZipkinEndpoint& out) {
    static constexpr std::array<std::string_view, 4> kNames{"serviceName", "ipv4", "ipv6", "port"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == 0) out.service = text(token);
      if (field == 1) out.ipv4 = text(token);
      if (field == 2) out.ipv6 = text(token);
      if (field == 3) out.port = read_json_count(token, issues_);
      return true;
    });
  }

  bool annotation(Value& source, ZipkinSpan& span) {
    static constexpr std::array<std::string_view, 3> kNames{"timestamp", "value", "endpoint"};
    ZipkinAnnotation annotation;
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == 2) return endpoint(value, annotation.endpoint);
      const std::string_view token = json_token(value);
      if (field == 0) annotation.time_ns = microseconds(token).value_or(0);
      if (field == 1) annotation.value = text(token);
      return true;
    });
    if (whole) span.annotations.push_back(annotation);
    return whole;
  }

  bool tags(Value& source, ZipkinSpan& span) {
    return cursor_.each_member(source, [&](std::string_view key, Value& value) {
      span.tags.push_back({text(key), read_json_scalar(json_token(value), keeper_, issues_), {}});
      return true;
    });
  }

  bool binary(Value& source, ZipkinSpan& span) {
    static constexpr std::array<std::string_view, 3> kNames{"key", "value", "endpoint"};
    ZipkinTag tag;
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == 2) return endpoint(value, tag.endpoint);
      if (field == 0) tag.key = text(json_token(value));
      if (field == 1) tag.value = read_json_scalar(json_token(value), keeper_, issues_);
      return true;
    });
    if (whole) span.tags.push_back(tag);
    return whole;
  }

  JsonCursor& cursor_;
  Scratch& keeper_;
  IssueCounter& issues_;
};

}  // namespace

bool read_zipkin_span(JsonCursor& cursor, Scratch& keeper, IssueCounter& issues, ZipkinSpan& span) {
  return Reader(cursor, keeper, issues).read(span);
}

}  // namespace tracewh::decode
