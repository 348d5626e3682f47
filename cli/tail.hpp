#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh tail`: shows traces as they complete. `catalogue` must outlive the verb.
Verb tail_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
