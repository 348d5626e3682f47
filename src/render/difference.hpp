#pragma once

#include "render/difference_view.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Draws two traces as one tree: `-` marks what only the base has, `+` what only the head has, `~` what
/// changed, with how; of those the duration in the head, and by how much it is longer.
void write_difference(const DifferenceView& view, const Style& style, std::ostream& out);

}  // namespace tracewh::render
