#include "cli/prune.hpp"

#include "base/error.hpp"
#include "base/quantity.hpp"
#include "base/time.hpp"
#include "cli/duration_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "store/retain/dictionary_sweep.hpp"
#include "store/retain/pruner.hpp"
#include "store/retain/run_pruner.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

/// What is to be removed.
struct Limits {
  store::Retention traces;
  std::optional<store::RunRetention> runs;
};

/// What was removed, or would be.
struct Pruned {
  store::DroppedCounts removed;
  std::uint64_t runs = 0;
  std::int64_t bytes = 0;
};

/// Does one `step` after the other until one says that it is the last, a transaction each; a trial is one
/// transaction, which is never committed.
template <typename Step>
void for_each_step(store::WriterDatabase& database, store::SpanWriter& writer, bool is_trial, Step step) {
  for (bool is_last = false; !is_last;) {
    if (!is_trial) database.begin();
    is_last = step();
    writer.flush();
    if (!is_trial) database.commit();
  }
}

void prune_runs(store::WriterDatabase& database, store::SpanWriter& writer,
                const store::RunRetention& retention, bool is_trial, Pruned& pruned) {
  store::RunPruner pruner(database, retention);
  for_each_step(database, writer, is_trial, [&] {
    const store::RunPruner::Step step = pruner.step(writer);
    pruned.removed += step.removed;
    pruned.runs += step.runs;
    return step.is_last;
  });
}

void prune_traces(store::WriterDatabase& database, store::SpanWriter& writer,
                  const store::Retention& retention, bool is_trial, Pruned& pruned) {
  store::Pruner pruner(database, retention);
  for_each_step(database, writer, is_trial, [&] {
    const store::Pruner::Step step = pruner.step(writer, base::now_ns());
    pruned.removed += step.removed;
    return step.is_last;
  });
}

Pruned prune(store::WriterDatabase& database, const Limits& limits, bool is_trial) {
  Pruned result;
  const std::int64_t before = database.used_bytes();
  store::SpanWriter writer(database, std::nullopt);
  if (is_trial) database.begin();
  if (limits.runs) prune_runs(database, writer, *limits.runs, is_trial, result);
  if (limits.traces.is_limited()) prune_traces(database, writer, limits.traces, is_trial, result);
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

void write_summary(const Pruned& pruned, const Limits& limits, bool is_trial, const Globals& globals,
                   Io& io) {
  if (globals.format == "json" || globals.format == "jsonl") {
    nlohmann::ordered_json object;
    if (limits.runs) object["runs"] = pruned.runs;
    object["traces"] = pruned.removed.traces;
    object["spans"] = pruned.removed.spans;
    object["bytes"] = pruned.bytes;
    io.out << object.dump() << '\n';
  } else if (!globals.quiet) {
    const std::string runs = limits.runs ? base::format_count(pruned.runs) + " runs, " : "";
    io.err << fmt::format("{} {}{} traces with {} spans, {}\n", is_trial ? "would remove" : "removed", runs,
                          base::format_count(pruned.removed.traces), base::format_count(pruned.removed.spans),
                          base::format_bytes(static_cast<double>(std::max<std::int64_t>(pruned.bytes, 0))));
  }
}

Limits limits_of(const PruneOptions& options) {
  const std::string hint = "give --keep, such as 72h, or --max-db-size, such as 2GB";
  if (!options.retention.given() && !options.keep_runs) {
    throw Error(ErrorCode::kUsage, "prune: it is not said what is to be removed", hint + ", or --keep-runs");
  }
  if (options.keep.given() && !options.retention.given()) {
    throw Error(ErrorCode::kUsage, "--keep-errors and --keep-slow keep no trace of a run that leaves", hint);
  }
  Limits limits{retention(options.retention, options.keep), std::nullopt};
  if (options.keep_runs && *options.keep_runs < 1) {
    throw Error(ErrorCode::kUsage, fmt::format("--keep-runs: {} would keep nothing", *options.keep_runs),
                "give at least 1");
  }
  if (options.keep_runs) limits.runs = {*options.keep_runs, std::nullopt};
  if (options.run.empty()) return limits;
  if (!limits.runs) throw Error(ErrorCode::kUsage, "--run belongs to --keep-runs");
  limits.runs->pattern = options.run;
  return limits;
}

}  // namespace

int run_prune(const PruneOptions& options, const Globals& globals, Io& io) {
  const Limits limits = limits_of(options);
  require_database(globals.database);
  store::WriterDatabase database(globals.database, store::Durability::kProcess,
                                 lock_timeout_option(options.lock_timeout));
  const Pruned pruned = prune(database, limits, options.dry_run);
  if (!options.dry_run) shrink(database);
  database.finish();
  write_summary(pruned, limits, options.dry_run, globals, io);
  return exit_code::kFine;
}

Verb prune_verb(CLI::App& root) {
  auto options = std::make_shared<PruneOptions>();
  CLI::App* app = root.add_subcommand("prune", "Remove old traces, and count them");
  declare_retention(*app, options->retention);
  app->add_option("--keep-runs", options->keep_runs,
                  "Remove all but so many named runs, the latest, and the traces that they alone brought")
      ->type_name("N");
  app->add_option("--run", options->run, "With --keep-runs: only of the runs of this name or pattern")
      ->type_name("PATTERN");
  declare_keep(*app, options->keep, "Remove only when the size cannot be met otherwise");
  app->add_flag("--dry-run", options->dry_run, "Only tell what would be removed");
  declare_lock_timeout(*app, options->lock_timeout);
  app->footer(examples({"tracewh prune --keep 30d --dry-run", "tracewh prune --max-db-size 2GB --keep-errors",
                        "tracewh prune --keep-runs 30 --run 'main-*'"}));
  return {app, [options](const Globals& globals, Io& io) { return run_prune(*options, globals, io); }};
}

}  // namespace tracewh::cli
