#include "search/critical_paths.hpp"

#include "analysis/path_walk.hpp"

#include <algorithm>

namespace tracewh::search {

void match_critical_paths(TreeLoader& loader, std::vector<MatchedTrace>& traces) {
  for (MatchedTrace& match : traces) {
    const tree::TraceTree tree = loader.tree(match.trace);
    match.spans.clear();
    for (const std::uint32_t root : analysis::path_roots(tree)) {
      const analysis::PathWalk walk = analysis::walk_critical_path(tree, root);
      for (const analysis::Segment& segment : walk.segments) {
        match.spans.push_back(tree.nodes[walk.visits[segment.visit].node].span_id);
      }
    }
    std::ranges::sort(match.spans);
    const auto repeated = std::ranges::unique(match.spans);
    match.spans.erase(repeated.begin(), repeated.end());
  }
}

}  // namespace tracewh::search
