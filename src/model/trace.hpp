#pragma once

#include "base/arena.hpp"
#include "model/ids.hpp"
#include "model/span.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

/// Spans as they are read back. JSON text is in the form that model/batch.hpp describes; what is not there is
/// the empty text.
namespace tracewh::model {

/// OpenTelemetry's Resource together with the schema URL of its spans.
struct Resource {
  std::string_view service;      ///< service.name
  std::string_view attributes;   ///< JSON object
  std::string_view entity_refs;  ///< JSON array
  std::string_view schema_url;
  std::uint32_t dropped_attributes = 0;
};

/// OpenTelemetry's InstrumentationScope together with its schema URL.
struct Scope {
  std::string_view name;
  std::string_view version;
  std::string_view attributes;  ///< JSON object
  std::string_view schema_url;
  std::uint32_t dropped_attributes = 0;
};

/// A trace, or a chunk of one: spans in order of start and then ID, and all that they refer to. Move-only.
struct Trace {
  TraceId trace_id;
  bool first = true;  ///< no spans of the trace come before these
  bool last = true;   ///< nor behind them
  base::Arena arena;  ///< owns all text, facets and payloads
  std::vector<Resource> resources;
  std::vector<Scope> scopes;
  std::vector<Span> spans;

  std::string_view service_of(const Span& span) const { return resources[span.resource].service; }
};

}  // namespace tracewh::model
