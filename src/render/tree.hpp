#pragma once

#include "render/style.hpp"
#include "render/trace_view.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Draws a trace for people: the trace summary, then one line a span with its subject, duration, share
/// of the root, and whatever is wrong with it.
void write_tree(const TraceView& view, const Style& style, std::ostream& out);

}  // namespace tracewh::render
