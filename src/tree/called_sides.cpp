#include "tree/called_sides.hpp"

#include "model/derived_id.hpp"
#include "tree/tree_position.hpp"

#include <algorithm>
#include <tuple>

namespace tracewh::tree {

CalledSides::CalledSides(const model::Trace& trace) : trace_(trace) {
  for (std::uint32_t i = 0; i < trace.spans.size(); ++i) {
    if (is_side(i)) sides_.push_back({trace.spans[i].parent_span_id, i});
  }
  std::ranges::sort(sides_, {}, [&](const Side& side) {
    return std::tuple(side.shared, trace_.spans[side.span].start_ns, side.span);
  });
}

bool CalledSides::is_side(std::uint32_t i) const {
  const model::Span& span = trace_.spans[i];
  return model::is_called(span.kind) && span.parent_span_id.valid() &&
         model::is_called_side(trace_.trace_id, span.span_id, span.parent_span_id, trace_.service_of(span));
}

model::SpanId CalledSides::parent_of(std::uint32_t i, std::uint32_t named) const {
  const model::Span& span = trace_.spans[i];
  const bool is_sibling =
      !sides_.empty() && named != kNone && model::is_called(trace_.spans[named].kind) && is_side(i);
  return is_sibling ? trace_.spans[named].parent_span_id : span.parent_span_id;
}

std::uint32_t CalledSides::find(std::uint32_t i, model::SpanId parent) const {
  std::uint32_t found = kNone;
  if (sides_.empty()) return found;
  const model::Span& span = trace_.spans[i];
  for (const Side& side : std::ranges::equal_range(sides_, parent, {}, &Side::shared)) {
    if (side.span == i) return kNone;
    const model::Span& called = trace_.spans[side.span];
    if (trace_.service_of(called) != trace_.service_of(span)) continue;
    const bool runs =
        called.start_ns <= span.start_ns && called.end_ns.value_or(span.start_ns) >= span.start_ns;
    if (found == kNone || runs) found = side.span;
  }
  return found;
}

}  // namespace tracewh::tree
