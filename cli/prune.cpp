#include "cli/prune.hpp"

#include "base/error.hpp"
#include "base/quantity.hpp"
#include "base/time.hpp"
#include "cli/duration_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "store/retain/dictionary_sweep.hpp"
#include "store/retain/pruner.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

/// What was removed, or would be.
struct Pruned {
  store::DroppedCounts removed;
  std::int64_t bytes = 0;
};

/// Removes step by step, a transaction each; all in one that is never committed when it is only a trial.
Pruned prune(store::WriterDatabase& database, const store::Retention& retention, bool is_trial) {
  Pruned result;
  const std::int64_t before = database.used_bytes();
  store::SpanWriter writer(database, std::nullopt);
  store::Pruner pruner(database, retention);
  if (is_trial) database.begin();
  for (bool is_last = false; !is_last;) {
    if (!is_trial) database.begin();
    const store::Pruner::Step step = pruner.step(writer, base::now_ns());
    writer.flush();
    if (!is_trial) database.commit();
    result.removed += step.removed;
    is_last = step.is_last;
  }
  if (!is_trial) database.begin();
  writer.refresh_totals();
  store::DictionarySweep sweep(database.handle(), writer);
  while (sweep.step()) {
  }
  if (!is_trial) database.commit();
  result.bytes = before - database.used_bytes();
  return result;
}

/// Gives free pages back when they are so many that copying the others pays.
void shrink(store::WriterDatabase& database) {
  if (database.free_bytes() > database.used_bytes() / 3) database.vacuum();
}

void write_summary(const Pruned& pruned, bool is_trial, const Globals& globals, Io& io) {
  if (globals.format == "json" || globals.format == "jsonl") {
    const nlohmann::ordered_json object{
        {"traces", pruned.removed.traces}, {"spans", pruned.removed.spans}, {"bytes", pruned.bytes}};
    io.out << object.dump() << '\n';
  } else if (!globals.quiet) {
    io.err << fmt::format("{} {} traces with {} spans, {}\n", is_trial ? "would remove" : "removed",
                          base::format_count(pruned.removed.traces), base::format_count(pruned.removed.spans),
                          base::format_bytes(static_cast<double>(std::max<std::int64_t>(pruned.bytes, 0))));
  }
}

}  // namespace

int run_prune(const PruneOptions& options, const Globals& globals, Io& io) {
  if (!options.retention.given()) {
    throw Error(ErrorCode::kUsage, "prune: it is not said what is to be removed",
                "give --keep, such as 72h, or --max-db-size, such as 2GB");
  }
  const store::Retention limits = retention(options.retention, options.keep);
  require_database(globals.database);
  store::WriterDatabase database(globals.database, store::Durability::kProcess,
                                 lock_timeout_option(options.lock_timeout));
  const Pruned pruned = prune(database, limits, options.dry_run);
  if (!options.dry_run) shrink(database);
  database.finish();
  write_summary(pruned, options.dry_run, globals, io);
  return exit_code::kFine;
}

Verb prune_verb(CLI::App& root) {
  auto options = std::make_shared<PruneOptions>();
  CLI::App* app = root.add_subcommand("prune", "Remove old traces, and count them");
  declare_retention(*app, options->retention);
  declare_keep(*app, options->keep, "Remove only when the size cannot be met otherwise");
  app->add_flag("--dry-run", options->dry_run, "Only tell what would be removed");
  declare_lock_timeout(*app, options->lock_timeout);
  app->footer(
      examples({"tracewh prune --keep 30d --dry-run", "tracewh prune --max-db-size 2GB --keep-errors"}));
  return {app, [options](const Globals& globals, Io& io) { return run_prune(*options, globals, io); }};
}

}  // namespace tracewh::cli
