#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `tracewh sql`: the user's own SQL, which can read and do nothing else.
Verb sql_verb(CLI::App& root);

}  // namespace tracewh::cli
