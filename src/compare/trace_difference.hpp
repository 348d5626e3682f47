#pragma once

#include "compare/sibling_match.hpp"
#include "tree/trace_tree.hpp"

#include <vector>

namespace tracewh::compare {

/// Two traces as one tree, in pre-order: nodes that correspond to each other, and those that only one has,
/// with all below them.
struct TraceDifference {
  std::vector<tree::TreePosition> positions;
  std::vector<NodePair> pairs;  ///< parallel to `positions`; positions in the two trees
};

/// Matches the nodes of two traces from the roots down: children of nodes that correspond, by service and
/// name, then by order (see match_siblings).
TraceDifference match_traces(const tree::TraceTree& base, const tree::TraceTree& head);

}  // namespace tracewh::compare
