#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

/// Declares `tracewh export`: traces in the form that another program reads.
Verb export_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
