#pragma once

#include "model/ids.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Synthetic spans, shaped like those of a multi-agent system. Both encoders write from this form, so the
/// same seed gives the same spans in every format.
namespace tracewh::bench {

struct GeneratedAttribute {
  std::string_view key;  ///< static storage
  std::variant<std::string, std::int64_t, double> value;
};

struct GeneratedEvent {
  std::int64_t time_ns = 0;
  std::string_view name;  ///< static storage
  std::vector<GeneratedAttribute> attributes;
};

/// Which process exports the span.
enum class Service : std::uint8_t { kCoordinator, kWorker, kStorage };
inline constexpr std::size_t kServices = 3;

/// One span. Times are nanoseconds since the Unix epoch.
struct GeneratedSpan {
  model::TraceId trace_id;
  model::SpanId span_id;
  model::SpanId parent_span_id;
  Service service = Service::kCoordinator;
  std::string name;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  std::uint32_t flags = 0;
  int status = 1;  ///< OpenTelemetry's StatusCode
  std::string status_message;
  std::vector<GeneratedAttribute> attributes;
  std::vector<GeneratedEvent> events;
};

/// The resource and scope of a service's spans.
std::vector<GeneratedAttribute> resource_attributes(Service service);
inline constexpr std::string_view kScopeName = "agent-instrumentation";
inline constexpr std::string_view kScopeVersion = "0.9.1";

}  // namespace tracewh::bench
