#pragma once

#include "model/trace.hpp"
#include "tree/parents.hpp"
#include "tree/tree_position.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace tracewh::tree {

/// One line of a trace tree: a span, or a placeholder that holds the children of a parent that is missing.
struct Node {
  std::uint32_t span = kNone;  ///< position in TraceTree::trace.spans, kNone for a placeholder
  std::uint8_t defects = 0;
  model::SpanId span_id;      ///< of a placeholder: the ID that its children name
  std::int64_t start_ns = 0;  ///< of a placeholder: its first child's
  std::int64_t end_ns = 0;    ///< of a placeholder or an unfinished span: the last end known below it
  std::optional<std::int64_t> self_ns;  ///< duration that no child covers; none without a duration
  /// Length as a part of the root's above, or of the whole trace below a placeholder. Can exceed 1: work that
  /// goes on after its root. 0 where the root has no length.
  double share = 0;

  bool placeholder() const { return span == kNone; }
};

/// How much of a trace is not as it should be.
struct TreeCounts {
  std::uint64_t roots = 0;  ///< spans without a parent, cut cycles included
  std::uint64_t missing_parents = 0;
  std::uint64_t orphans = 0;  ///< spans under missing parents
  std::uint64_t cycles = 0;
  std::uint64_t duplicate_ids = 0;
  std::uint64_t outside_parent = 0;
  std::uint64_t unfinished = 0;
};

/// A whole trace in pre-order; children by start, then ID. Every span of the trace is in it exactly once.
struct TraceTree {
  model::Trace trace;
  std::vector<TreePosition> positions;
  std::vector<Node> nodes;  ///< parallel to `positions`
  TreeCounts counts;

  /// The span of a node that is not a placeholder.
  const model::Span& span_of(const Node& node) const { return trace.spans[node.span]; }
};

/// Builds the tree of `trace` in O(n log n), whatever its spans claim about their parents.
TraceTree build_tree(model::Trace trace);

}  // namespace tracewh::tree
