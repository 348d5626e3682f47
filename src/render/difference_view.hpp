#pragma once

#include "compare/span_comparer.hpp"
#include "compare/trace_difference.hpp"
#include "render/trace_view.hpp"

namespace tracewh::render {

/// The difference of two traces to draw. Only refers to its parts.
struct DifferenceView {
  TraceView base;
  TraceView head;
  const compare::TraceDifference& difference;
  compare::SpanComparer& comparer;
  bool all;  ///< whether to draw what is the same, too; JSON is always complete
};

}  // namespace tracewh::render
