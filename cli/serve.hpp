#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh serve`: receives spans and answers questions until it is told to end. `catalogue` must
/// outlive the verb.
Verb serve_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
