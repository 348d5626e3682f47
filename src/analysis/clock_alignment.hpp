#pragma once

#include "tree/resolved_trace.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::analysis {

/// By how much the times of a service's spans were moved.
struct ClockShift {
  std::string service;
  std::int64_t shift_ns = 0;
};

/// The tree of a trace in which the clocks of services agree: each whose clock is off, see SkewEstimator, is
/// moved by what the calls in the trace tell, in the order of the tree, so that a caller stands before those
/// that it calls are looked at. The clock of the first span stays. What was moved is put behind `shifts`.
tree::TraceTree build_aligned_tree(tree::ResolvedTrace trace, std::vector<ClockShift>& shifts);

}  // namespace tracewh::analysis
