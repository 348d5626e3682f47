#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `tracewh stats`: what the database holds.
Verb stats_verb(CLI::App& root);

}  // namespace tracewh::cli
