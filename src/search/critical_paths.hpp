#pragma once

#include "search/matched_trace.hpp"
#include "search/tree_loader.hpp"

#include <vector>

namespace tracewh::search {

/// Makes the spans on the critical path of each trace its matches. Throws base::Error.
void match_critical_paths(TreeLoader& loader, std::vector<MatchedTrace>& traces);

}  // namespace tracewh::search
