#pragma once

#include "model/trace.hpp"
#include "tree/parents.hpp"
#include "tree/resolved_trace.hpp"
#include "tree/tree_position.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace tracewh::tree {

/// One line of a trace tree: a span, or a placeholder that holds the children of a parent that is missing.
struct Node {
  std::uint32_t span = kNone;  ///< position in TraceTree::trace.spans, kNone for a placeholder
  std::uint8_t defects = 0;
  model::SpanId span_id;      ///< of a placeholder: the ID that its children name
  std::int64_t start_ns = 0;  ///< of a placeholder: its first child's; 0 when it is unknown
  std::int64_t end_ns = 0;    ///< of a placeholder or an unfinished span: the last end known below it
  std::optional<std::int64_t> self_ns;  ///< duration that no child covers; none without a duration
  /// Length as a part of the root's above, or of the whole trace below a placeholder. Can exceed 1: work that
  /// goes on after its root. None where the root has no length.
  std::optional<double> share;

  bool placeholder() const { return span == kNone; }
  bool has_start() const { return start_ns != 0; }
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

/// A whole trace, or several that were joined, in pre-order; children by start, then ID. Every span is in it
/// exactly once.
struct TraceTree {
  model::Trace trace;
  std::vector<TreePosition> positions;
  std::vector<Node> nodes;          ///< parallel to `positions`
  std::vector<JoinedPart> parts;    ///< by first span; never empty
  std::vector<base::Arena> arenas;  ///< what spans of further parts refer to
  TreeCounts counts;
  std::int64_t start_ns = 0;  ///< the first that is known; 0 when none is
  std::int64_t end_ns = 0;    ///< the last of a span whose start is known

  /// The span of a node that is not a placeholder.
  const model::Span& span_of(const Node& node) const { return trace.spans[node.span]; }

  /// The ID of the trace to which that span belongs, whatever it was joined to.
  const model::TraceId& trace_id_of(const Node& node) const {
    const auto behind = std::ranges::upper_bound(parts, node.span, {}, &JoinedPart::first_span);
    return std::prev(behind)->trace_id;
  }
};

/// What the shares below a root, or a placeholder in the place of one, are parts of.
double root_length_ns(const TraceTree& tree, const Node& root);

/// Builds the tree of `trace` in O(n log n), whatever its spans claim about their parents.
TraceTree build_tree(ResolvedTrace trace);
inline TraceTree build_tree(model::Trace trace) { return build_tree(resolve(std::move(trace))); }

}  // namespace tracewh::tree
