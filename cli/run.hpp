#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

#include <span>

namespace tracewh::cli {

/// Declares `tracewh run`: runs a command and keeps the spans that it sends. `arguments` are the program's,
/// of which those behind `--` are the command; `catalogue` must outlive the verb.
Verb run_verb(CLI::App& root, const query::Catalogue& catalogue, std::span<char*> arguments);

}  // namespace tracewh::cli
