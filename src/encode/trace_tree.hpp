#pragma once

#include "model/stored_span.hpp"
#include "tree/trace_tree.hpp"

namespace tracewh::encode {

/// The tree of a whole trace. Node::span is the position in `trace.spans`; of what a tree can tell of a span,
/// it holds the IDs, name, role and times.
tree::TraceTree build_tree(const model::StoredSpans& trace);

}  // namespace tracewh::encode
