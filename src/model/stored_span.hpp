#pragma once

#include "model/enums.hpp"
#include "model/facet.hpp"
#include "model/ids.hpp"
#include "model/row_set.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Spans as they are read back, with everything that is stored of them. JSON text is in the form that
/// model/batch.hpp describes; what a span does not have is the empty text.
namespace tracewh::model {

struct StoredResource {
  std::string service;      ///< service.name, or empty
  std::string attributes;   ///< JSON object
  std::string entity_refs;  ///< JSON array, or empty
  std::string schema_url;
  std::uint32_t dropped_attributes = 0;
};

struct StoredScope {
  std::string name;
  std::string version;
  std::string attributes;  ///< JSON object
  std::string schema_url;
  std::uint32_t dropped_attributes = 0;
};

/// Times are nanoseconds since the Unix epoch.
struct StoredSpan {
  SpanId span_id;
  SpanId parent_span_id;     ///< invalid for a root
  std::size_t resource = 0;  ///< position in StoredSpans::resources
  std::size_t scope = 0;     ///< position in StoredSpans::scopes
  std::string name;
  std::int32_t kind = 0;
  Role role = Role::kOther;
  StatusCode status = StatusCode::kUnset;
  std::uint8_t evidence = 0;
  std::uint8_t anomalies = 0;
  std::int64_t start_ns = 0;
  std::optional<std::int64_t> end_ns;  ///< as it came, perhaps before the start; none while unfinished
  std::optional<std::uint32_t> flags;
  std::string status_message;
  std::string error_message;  ///< of the exception or error attribute, where the status has no message
  std::string trace_state;
  std::string attribute_keys;    ///< JSON array
  std::string attribute_values;  ///< JSON array, in the order of the keys
  std::string events;            ///< JSON array, or empty
  std::string links;             ///< JSON array, or empty
  std::uint32_t dropped_attributes = 0;
  std::uint32_t dropped_events = 0;
  std::uint32_t dropped_links = 0;
  std::array<Value, kFacets.size()> facets;  ///< by Facet; dictionary text as text

  /// 0 for an end before the start, none while unfinished.
  std::optional<std::int64_t> duration_ns() const {
    return end_ns ? std::optional(std::max<std::int64_t>(0, *end_ns - start_ns)) : std::nullopt;
  }

  /// A facet that is text; empty when the span does not have it.
  std::string_view facet_text(Facet facet) const {
    const auto* text = std::get_if<std::string>(&facets[static_cast<std::size_t>(facet)]);
    return text == nullptr ? std::string_view{} : std::string_view(*text);
  }
};

/// A chunk of one trace's spans, in order of start and then ID.
struct StoredSpans {
  TraceId trace_id;
  bool first = false;  ///< the trace begins with this chunk
  bool last = false;   ///< and ends with this one
  std::vector<StoredResource> resources;
  std::vector<StoredScope> scopes;
  std::vector<StoredSpan> spans;
};

}  // namespace tracewh::model
