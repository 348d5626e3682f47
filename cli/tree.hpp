#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh tree`: the aggregated tree of all traces that a query of `catalogue` finds.
Verb tree_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
