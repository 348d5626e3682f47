#pragma once

#include <string_view>

/// What Jaeger's model has and OpenTelemetry's has not, by the names under which it is kept in attributes.
namespace tracewh::model {

/// The warnings of a span: the name that Jaeger itself gives them in OpenTelemetry's model.
inline constexpr std::string_view kJaegerWarningsKey = "@jaeger@warnings";

/// How a reference was meant, of a link: the name of the OpenTracing conventions.
inline constexpr std::string_view kOpenTracingRefType = "opentracing.ref_type";

/// The warning that stands for a missing end, for which Jaeger's model has no room.
inline constexpr std::string_view kJaegerUnfinished = "unfinished span";

/// The service of spans that name none: what Jaeger's own translator writes.
inline constexpr std::string_view kJaegerNoServiceName = "OTLPResourceNoServiceName";

}  // namespace tracewh::model
