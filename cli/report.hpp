#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh report`. `catalogue` must outlive the verb.
Verb report_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
