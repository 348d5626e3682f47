#pragma once

#include "analysis/hand_off.hpp"
#include "analysis/work_parts.hpp"
#include "tree/trace_tree.hpp"

#include <span>

namespace tracewh::analysis {

/// Finds the reply of each hand-off that has a worker's span, as hand_offs() says.
void add_replies(const tree::TraceTree& tree, std::span<const WorkPart> parts, std::span<HandOff> hand_offs);

}  // namespace tracewh::analysis
