#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

namespace tracewh::cli {

Verb ui_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
