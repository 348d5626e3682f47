#pragma once

#include "render/style.hpp"
#include "render/trace_view.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Draws a trace for people: a bar for each span over the time of the trace, below a scale.
void write_timeline(const TraceView& view, const Style& style, std::ostream& out);

}  // namespace tracewh::render
