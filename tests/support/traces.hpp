#pragma once

#include "model/trace.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// Traces made by hand, as they are read.
namespace tracewh::test {

inline model::Span span(std::uint64_t id, std::uint64_t parent, std::string_view name, std::int64_t start_ns,
                        std::optional<std::int64_t> end_ns) {
  model::Span span;
  span.span_id.value = id;
  span.parent_span_id.value = parent;
  span.name = name;
  span.start_ns = start_ns;
  span.end_ns = end_ns;
  return span;
}

/// A whole trace of one resource without attributes and one scope without a name.
inline model::Trace trace(std::vector<model::Span> spans) {
  model::Trace trace;
  for (std::uint8_t i = 0; i < 16; ++i) trace.trace_id.bytes[i] = static_cast<std::uint8_t>(i + 1);
  trace.resources = {{"", "{}", "", "", 0}};
  trace.scopes = {{"", "", "{}", "", 0}};
  trace.spans = std::move(spans);
  for (model::Span& span : trace.spans) span.name = trace.arena.copy(span.name);
  return trace;
}

/// Gives the span at `position` one more facet.
template <typename Value>
void add_facet(model::Trace& trace, std::size_t position, model::Facet facet, Value value) {
  model::Span& span = trace.spans.at(position);
  std::vector<model::SpanFacet> facets(span.facets.begin(), span.facets.end());
  if constexpr (std::is_arithmetic_v<Value>) {
    facets.emplace_back(facet, value);
  } else {
    facets.emplace_back(facet, trace.arena.copy(value));
  }
  span.facets = trace.arena.copy_all(std::span<const model::SpanFacet>(facets));
}

/// Gives the span at `position` that payload, whose text must outlive the trace.
inline void set_payload(model::Trace& trace, std::size_t position, const model::SpanPayload& payload) {
  const std::span<const model::SpanPayload> one(&payload, 1);
  trace.spans.at(position).payload = trace.arena.copy_all(one).data();
}

}  // namespace tracewh::test
