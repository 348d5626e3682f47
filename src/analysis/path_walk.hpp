#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::analysis {

/// A stay of the critical path in one span and those below it.
struct Visit {
  std::uint32_t node;
  std::uint32_t parent;   ///< position of the visit that it interrupts, tree::kNone for the root's
  std::int64_t slack_ns;  ///< how much sooner the visit above would go on, at most, if the span took no time
};

/// A piece of the critical path in which a span itself, and none below it, is what takes the time.
struct Segment {
  std::uint32_t visit;
  std::int64_t start_ns;
  std::int64_t end_ns;
};

struct PathWalk {
  std::vector<Visit> visits;      ///< each behind the one that it interrupts
  std::vector<Segment> segments;  ///< in order of time, without gaps, from the start of the root to its end
};

/// By how much sooner the root would end, at most, if a visit and all that interrupts it took no time (its
/// drag): no more than the slack of the visit and of any that it interrupts. Of the root its whole duration.
std::vector<std::int64_t> drags_ns(const PathWalk& walk);

/// The nodes where critical paths begin: the roots, and where these are missing, the spans below.
std::vector<std::uint32_t> path_roots(const tree::TraceTree& tree);

/// The critical path of the span at `root`, as Jaeger's page and CRISP (USENIX ATC '22) define it: backwards
/// from its end, the child that ended last by then, that child's path, and from where that child began, the
/// next. Children are clipped to their parents; those that lie outside, consumers below producers, and those
/// whose start is unknown drop out with all below them; but for what was joined, the nearest span above waits
/// that has not ended when it starts. Of children that end together the one that starts
/// last goes first, then that of the greater ID. A span that is unfinished ends with the last below it. No
/// segments when the root takes no time. O(n log n).
PathWalk walk_critical_path(const tree::TraceTree& tree, std::uint32_t root);

}  // namespace tracewh::analysis
