#pragma once

#include "cli/verb.hpp"

#include <chrono>

namespace tracewh::cli {

/// Declares `tracewh compact`: replaces the database by its compacted form.
Verb compact_verb(CLI::App& root);

/// Declares `tracewh expand`: replaces a compacted database by the plain one.
Verb expand_verb(CLI::App& root);

/// Compacts the database of `globals` and tells what has come of it.
void compact_database(int level, std::chrono::milliseconds lock_timeout, const Globals& globals, Io& io);

}  // namespace tracewh::cli
