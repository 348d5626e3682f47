#pragma once

#include "render/style.hpp"
#include "render/trace_view.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::render {

/// How many nodes each of the shown ones is drawn for: 1 for itself alone, 0 when a later one is drawn in its
/// place. Five or more neighbours that have no children, of which the lines would differ in their times
/// alone, and that neither failed nor match nor have anything wrong with them, are drawn as their last.
std::vector<std::uint32_t> fold_repeated(const TraceView& view, const std::vector<bool>& shown,
                                         const Style& style);

}  // namespace tracewh::render
