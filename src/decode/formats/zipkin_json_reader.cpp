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
    return cursor_.each_root_field(kNames, [&](std::size_t field, Value& value) {
      return member(static_cast<Member>(field), value, span);
    });
  }

 private:
  enum class Member {
    kTraceId,
    kParentId,
    kId,
    kKind,
    kName,
    kTimestamp,
    kDuration,
    kLocalEndpoint,
    kRemoteEndpoint,
    kAnnotations,
    kTags,
    kDebug,
    kShared,
    kBinaryAnnotations
  };

  bool member(Member member, Value& value, ZipkinSpan& span) {
    using enum Member;
    switch (member) {
      case kLocalEndpoint:
        return endpoint(value, span.local);
      case kRemoteEndpoint:
        return endpoint(value, span.remote);
      case kAnnotations:
        return cursor_.each_element(value, [&](Value& element) { return annotation(element, span); });
      case kTags:
        return tags(value, span);
      case kBinaryAnnotations:
        return cursor_.each_element(value, [&](Value& element) { return binary(element, span); });
      default:
        scalar_member(member, json_token(value), span);
        return true;
    }
  }

  void scalar_member(Member member, std::string_view token, ZipkinSpan& span) {
    using enum Member;
    switch (member) {
      case kTraceId:
        span.trace_id = parse_short_trace_id(text(token)).value_or(model::TraceId{});
        break;
      case kParentId:
        span.parent_id = parent(token);
        break;
      case kId:
        span.id = parse_short_span_id(text(token)).value_or(model::SpanId{});
        break;
      case kKind:
        span.kind = kind(token);
        break;
      case kName:
        span.name = text(token);
        break;
      case kTimestamp:
        span.start_ns = microseconds(token);
        break;
      case kDuration:
        span.duration_ns = microseconds(token);
        break;
      case kDebug:
        span.debug = unquoted(token) == "true";
        break;
      default:
        span.shared = unquoted(token) == "true";
    }
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
    enum Field { kServiceName, kIpv4, kIpv6, kPort };
    static constexpr std::array<std::string_view, 4> kNames{"serviceName", "ipv4", "ipv6", "port"};
    return cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      const std::string_view token = json_token(value);
      if (field == kServiceName) out.service = text(token);
      if (field == kIpv4) out.ipv4 = text(token);
      if (field == kIpv6) out.ipv6 = text(token);
      if (field == kPort) out.port = read_json_count(token, issues_);
      return true;
    });
  }

  bool annotation(Value& source, ZipkinSpan& span) {
    enum Field { kTimestamp, kValue, kEndpoint };
    static constexpr std::array<std::string_view, 3> kNames{"timestamp", "value", "endpoint"};
    ZipkinAnnotation annotation;
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kEndpoint) return endpoint(value, annotation.endpoint);
      const std::string_view token = json_token(value);
      if (field == kTimestamp) annotation.time_ns = microseconds(token).value_or(0);
      if (field == kValue) annotation.value = text(token);
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
    enum Field { kKey, kValue, kEndpoint };
    static constexpr std::array<std::string_view, 3> kNames{"key", "value", "endpoint"};
    ZipkinTag tag;
    const bool whole = cursor_.each_field(source, kNames, [&](std::size_t field, Value& value) {
      if (field == kEndpoint) return endpoint(value, tag.endpoint);
      if (field == kKey) tag.key = text(json_token(value));
      if (field == kValue) tag.value = read_json_scalar(json_token(value), keeper_, issues_);
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
