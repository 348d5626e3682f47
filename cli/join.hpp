#pragma once

#include "cli/verb.hpp"

#include <string>

namespace tracewh::cli {

/// Declares `join`, which stores the joins of traces that belong together.
Verb join_verb(CLI::App& root);

/// Finds and stores anew the joins of the database of `globals` by the rules that are exact, or by all of
/// them, and tells people. Throws base::Error.
void join_traces(bool all_rules, const std::string& lock_timeout, const Globals& globals, Io& io);

}  // namespace tracewh::cli
