#pragma once

#include "cli/keep_options.hpp"
#include "cli/verb.hpp"
#include "cli/writer_options.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tracewh::cli {

struct PruneOptions {
  RetentionOptions retention;
  KeepOptions keep;
  std::optional<std::int64_t> keep_runs;
  std::string run;  ///< a pattern
  bool dry_run = false;
  std::string lock_timeout = kDefaultLockTimeout;
};

/// Declares `tracewh prune`: removes old traces.
Verb prune_verb(CLI::App& root);

/// Prunes the database of `globals`.
int run_prune(const PruneOptions& options, const Globals& globals, Io& io);

}  // namespace tracewh::cli
