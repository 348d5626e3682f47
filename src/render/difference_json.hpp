#pragma once

#include "render/difference_view.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes the difference as one JSON object on one line: both traces, counts, and the nodes of the one tree,
/// nested or flat as those of a trace.
void write_difference_json(const DifferenceView& view, const Style& style, std::ostream& out);

}  // namespace tracewh::render
