#pragma once

#include "render/style.hpp"
#include "render/trace_view.hpp"
#include "tree/aggregated_tree.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes a trace as one JSON object: the trace summary, what is wrong with it, and `roots`, whose nodes
/// nest in `children` as deep as the trace goes; in a flat style `nodes` instead, a list in the order of the
/// tree, each with its depth and the position of its parent in that list. Always complete.
void write_trace_json(const TraceView& view, const Style& style, std::ostream& out);

/// Writes the same object as one JSON line.
void write_trace_jsonl(const TraceView& view, const Style& style, std::ostream& out);

/// Writes an aggregated tree as one JSON object on one line, nested or flat likewise.
void write_aggregated_json(const tree::AggregatedTree& tree, const Style& style, std::ostream& out);

}  // namespace tracewh::render
