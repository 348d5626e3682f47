#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `tracewh migrate`: brings a database of an older schema version up to date.
Verb migrate_verb(CLI::App& root);

}  // namespace tracewh::cli
