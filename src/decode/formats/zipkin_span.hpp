#pragma once

#include "decode/normalize/attribute_value.hpp"
#include "model/ids.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// A span as Zipkin's reporters write it. Text belongs to whoever read it. Times are nanoseconds, kBadTime
/// when they cannot be represented.
namespace tracewh::decode {

inline constexpr std::int32_t kZipkinLocal = 1;  // has no word of its own
inline constexpr std::int32_t kZipkinServer = 2;
inline constexpr std::int32_t kZipkinClient = 3;
inline constexpr std::int32_t kZipkinProducer = 4;
inline constexpr std::int32_t kZipkinConsumer = 5;

struct ZipkinEndpoint {
  std::string_view service;
  std::string_view ipv4;
  std::string_view ipv6;
  std::int64_t port = 0;

  bool empty() const { return service.empty() && ipv4.empty() && ipv6.empty(); }
};

struct ZipkinAnnotation {
  std::int64_t time_ns = 0;
  std::string_view value;
  ZipkinEndpoint endpoint;  ///< version 1 only
};

struct ZipkinTag {
  std::string_view key;
  AttributeValue value;
  ZipkinEndpoint endpoint;  ///< version 1 only
};

struct ZipkinSpan {
  model::TraceId trace_id;
  model::SpanId id;
  model::SpanId parent_id;
  std::int32_t kind = kZipkinLocal;  ///< OpenTelemetry's
  std::string_view name;
  std::optional<std::int64_t> start_ns;
  std::optional<std::int64_t> duration_ns;
  ZipkinEndpoint local;
  ZipkinEndpoint remote;
  std::vector<ZipkinAnnotation> annotations;
  std::vector<ZipkinTag> tags;
  bool debug = false;
  bool shared = false;  ///< the ID is that of the span on the other side of the call
};

}  // namespace tracewh::decode
