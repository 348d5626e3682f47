#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `index`: which attributes are found without looking at all spans.
Verb index_verb(CLI::App& root);

}  // namespace tracewh::cli
