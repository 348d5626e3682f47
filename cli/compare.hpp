#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `tracewh compare`.
Verb compare_verb(CLI::App& root);

}  // namespace tracewh::cli
