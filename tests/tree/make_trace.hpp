#pragma once

#include "model/trace_span.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::tree {

/// A span in shorthand: what a tree is built from.
struct SpanCase {
  std::uint64_t id;
  std::uint64_t parent;
  std::int64_t start_ns;
  std::optional<std::int64_t> duration_ns;
  std::string name = "span";
  std::uint8_t evidence = 0;
};

inline model::Trace make_trace(const std::vector<SpanCase>& cases) {
  model::Trace trace;
  trace.span_count = cases.size();
  for (const SpanCase& each : cases) {
    model::TraceSpan& span = trace.spans.emplace_back();
    span.span_id.value = each.id;
    span.parent_span_id.value = each.parent;
    span.start_ns = each.start_ns;
    span.duration_ns = each.duration_ns;
    span.name = each.name;
    span.evidence = each.evidence;
  }
  return trace;
}

}  // namespace tracewh::tree
