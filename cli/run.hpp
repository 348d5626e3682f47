#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh run`: runs a command and keeps the spans that it sends. `catalogue` must outlive the
/// verb.
Verb run_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
