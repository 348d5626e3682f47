#pragma once

#include "render/trace_view.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes a trace as one JSON object, a quarter as long as that of write_trace_json() and quicker to read,
/// for programs that draw it: the same trace summary, and in place of `nodes`
/// - `columns`: an array for each member of a node, in the order of the tree. `parent` holds positions in it;
/// texts,
///   and the lists of `evidence`, stand as positions in `texts`. What is true of few nodes (`missing` and the
///   like) is a list of their positions instead.
/// - `texts`: each text once; the first is empty.
void write_trace_columns(const TraceView& view, std::ostream& out);

}  // namespace tracewh::render
