#pragma once

#include "analysis/work_trace.hpp"
#include "bench/random.hpp"

#include <vector>

namespace tracewh::analysis {

/// A small trace of any shape: overlaps, children that outlive their parents, zero durations, unfinished
/// spans, unknown starts, missing parents, cycles, consumers below producers; IDs and types of messages from
/// so few that they collide.
std::vector<WorkSpan> generate_spans(bench::Random& random);

}  // namespace tracewh::analysis
