#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh grep TEXT`: the query of that name, which `catalogue`, which must outlive the verb, has.
Verb grep_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
