#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `tracewh diff`: what is different in two traces.
Verb diff_verb(CLI::App& root);

}  // namespace tracewh::cli
