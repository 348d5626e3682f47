#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh query` with a subcommand for each query of `catalogue`, which must outlive the verb.
Verb query_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
