#include "cli/compact.hpp"

#include "base/error.hpp"
#include "base/quantity.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/writer_options.hpp"
#include "store/compact/compaction.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

/// Shows how far a rewriting is while it runs, and lets the user stop it.
class Watch {
 public:
  /// `total_bytes` is what there is to read, 0 when that is not known.
  Watch(const Globals& globals, Io& io, std::uint64_t total_bytes) {
    if (io.err_is_terminal && !globals.quiet) progress_.emplace(io.drawn_err, total_bytes);
  }

  void operator()(std::uint64_t bytes) {
    if (interrupt_.get()) throw Error(ErrorCode::kInterrupted, "interrupted", "the database is as it was");
    if (progress_) progress_->update(bytes);
  }

 private:
  InterruptFlag interrupt_;
  std::optional<ProgressLine> progress_;
};

void report(const std::optional<store::Rewritten>& rewritten, std::string_view form, const Globals& globals,
            Io& io) {
  if (globals.quiet) return;
  if (!rewritten) {
    fmt::print(io.err, "{} is {} already\n", globals.database, form);
    return;
  }
  fmt::print(io.err, "{} is {}: {} before, {} now\n", globals.database, form,
             base::format_bytes(static_cast<double>(rewritten->bytes_before)),
             base::format_bytes(static_cast<double>(rewritten->bytes_after)));
}

int run_expand(const std::string& lock_timeout, const Globals& globals, Io& io) {
  require_database(globals.database);
  std::optional<store::Rewritten> rewritten;
  {
    Watch watch(globals, io, 0);
    rewritten = store::expand(globals.database, lock_timeout_option(lock_timeout),
                              [&](std::uint64_t bytes) { watch(bytes); });
  }
  report(rewritten, "plain", globals, io);
  return exit_code::kFine;
}

}  // namespace

void compact_database(int level, std::chrono::milliseconds lock_timeout, const Globals& globals, Io& io) {
  require_database(globals.database);
  std::optional<store::Rewritten> rewritten;
  {
    Watch watch(globals, io, std::filesystem::file_size(globals.database));
    rewritten =
        store::compact(globals.database, level, lock_timeout, [&](std::uint64_t bytes) { watch(bytes); });
  }
  report(rewritten, "compacted", globals, io);
}

Verb compact_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand(
      "compact", "Compress the database in place: reading works as before, writing expands it first");
  auto level = std::make_shared<int>(store::kDefaultCompressionLevel);
  app->add_option("--level", *level, "Compression level of zstd, from 1 (fast) to 19 (small)")
      ->type_name("N")
      ->check(CLI::Range(1, 19))
      ->capture_default_str();
  auto lock_timeout = std::make_shared<std::string>(kDefaultLockTimeout);
  declare_lock_timeout(*app, *lock_timeout);
  app->footer(examples({"tracewh compact", "tracewh --db nightly.db compact --level 19"}));
  return {app, [level, lock_timeout](const Globals& globals, Io& io) {
            compact_database(*level, lock_timeout_option(*lock_timeout), globals, io);
            return exit_code::kFine;
          }};
}

Verb expand_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand("expand", "Expand a compacted database to a plain SQLite file");
  auto lock_timeout = std::make_shared<std::string>(kDefaultLockTimeout);
  declare_lock_timeout(*app, *lock_timeout);
  app->footer(examples({"tracewh --db nightly.db expand"}));
  return {app,
          [lock_timeout](const Globals& globals, Io& io) { return run_expand(*lock_timeout, globals, io); }};
}

}  // namespace tracewh::cli
