#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `tracewh summary`.
Verb summary_verb(CLI::App& root);

}  // namespace tracewh::cli
