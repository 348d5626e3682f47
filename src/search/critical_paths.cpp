#include "search/critical_paths.hpp"

#include "analysis/path_walk.hpp"
#include "query/trace_loader.hpp"

#include <algorithm>

namespace tracewh::search {

void match_critical_paths(store::Reader& reader, std::vector<MatchedTrace>& traces) {
  query::TraceLoader loader(reader);
  for (MatchedTrace& match : traces) {
    const tree::TraceTree tree = tree::build_tree(loader.load(match.trace));
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
