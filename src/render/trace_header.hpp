#pragma once

#include "render/style.hpp"
#include "render/trace_view.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes the trace summary, which stands above its tree, and what is wrong with the tree.
void write_trace_header(const TraceView& view, const Style& style, std::ostream& out);

}  // namespace tracewh::render
