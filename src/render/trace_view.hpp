#pragma once

#include "model/ids.hpp"
#include "model/trace_summary.hpp"
#include "tree/trace_tree.hpp"

#include <span>

namespace tracewh::render {

/// One trace to draw. Only refers to its parts.
struct TraceView {
  const model::TraceSummary& summary;
  const tree::TraceTree& tree;
  std::span<const model::SpanId> matched;  ///< ascending; the spans that a query asked for
};

}  // namespace tracewh::render
