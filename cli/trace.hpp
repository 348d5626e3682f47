#pragma once

#include "cli/verb.hpp"

namespace tracewh::cli {

/// Declares `tracewh trace`: one trace as a tree, under its aggregated trace.
Verb trace_verb(CLI::App& root);

}  // namespace tracewh::cli
