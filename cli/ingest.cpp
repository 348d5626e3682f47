#include "cli/ingest.hpp"

#include "cli/compact.hpp"
#include "cli/duration_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/ingest_rules.hpp"
#include "cli/ingest_summary.hpp"
#include "cli/interrupt.hpp"
#include "cli/join.hpp"
#include "cli/named_format.hpp"
#include "cli/progress.hpp"
#include "ingest/follower.hpp"
#include "ingest/ingester.hpp"
#include "ingest/inputs.hpp"
#include "store/compact/compaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

const decode::Format* forced_format(const std::string& name) {
  return name.empty() ? nullptr : &named_format(decode::formats(), "--from", name);
}

std::size_t decode_threads(std::size_t wanted) {
  if (wanted > 0) return wanted;
  const std::size_t processors = std::thread::hardware_concurrency();
  return processors > 2 ? processors - 1 : 1;
}

ingest::Options ingest_options(const IngestOptions& options) {
  ingest::Options result;
  if (!options.run.empty()) {
    result.run = options.run;
    result.labels = labels_json(options.labels);
  } else if (!options.labels.empty()) {
    throw Error(ErrorCode::kUsage, "--label belongs to a run", "name the run with --run NAME");
  }
  if (!options.sample && options.keep.given()) {
    throw Error(ErrorCode::kUsage, "--keep-errors and --keep-slow belong to --sample",
                "without it all traces are kept");
  }
  result.sampling = sampling(options.sample, options.keep);
  result.version = TRACEWH_VERSION;
  return result;
}

std::optional<std::chrono::nanoseconds> idle_exit(const IngestOptions& options) {
  if (!options.follow && !options.idle_exit.empty())
    throw Error(ErrorCode::kUsage, "--idle-exit belongs to --follow");
  if (options.idle_exit.empty()) return std::nullopt;
  return std::chrono::nanoseconds(duration_option("--idle-exit", options.idle_exit));
}

std::uint64_t total_bytes(const std::vector<ingest::Input>& inputs) {
  std::uint64_t total = 0;
  for (const ingest::Input& input : inputs) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(input.path, unknown);
    if (unknown) return 0;
    total += size;
  }
  return total;
}

/// Tells of a file that was not ingested. True when that makes the command fail: a file in a directory
/// may be something else than traces, but one that the user named should not.
bool report(const ingest::Input& input, const ingest::FileResult& result, bool quiet, std::ostream& err) {
  using Kind = ingest::FileResult::Kind;
  switch (result.kind) {
    case Kind::kIngested:
    case Kind::kUnchanged:
      return false;
    case Kind::kUnknownFormat:
      if (input.named) {
        err << "tracewh: " << input.path << ": "
            << (result.reason.empty()
                    ? "not a known trace format\n  force one with --from; tracewh ingest --help lists them"
                    : result.reason)
            << '\n';
      } else if (!quiet) {
        err << input.path << ": skipped, "
            << (result.reason.empty() ? "not a known trace format" : result.reason) << '\n';
      }
      return input.named;
    case Kind::kUnreadable:
      err << "tracewh: " << result.reason << '\n';
      return true;
    case Kind::kNoSpans:
      if (!quiet) err << input.path << ": no spans in it\n";
      return false;
    case Kind::kRejected:
      err << "tracewh: " << input.path << ": " << result.reason << "\n  see: tracewh query issues\n";
      return true;
  }
  return false;
}

/// Ingests all inputs once. True when one of them failed.
bool ingest_once(ingest::Ingester& ingester, const std::vector<ingest::Input>& inputs, bool quiet,
                 std::ostream& err) {
  bool failed = false;
  for (const ingest::Input& input : inputs) {
    failed = report(input, ingester.ingest_file(input), quiet, err) || failed;
  }
  return failed;
}

/// Ingests until the user stops it or nothing arrives any more. True when a file failed.
bool follow(ingest::Ingester& ingester, const std::vector<std::string>& paths,
            std::optional<std::chrono::nanoseconds> idle_exit, const std::atomic<bool>& interrupted,
            bool quiet, std::ostream& err) {
  bool failed = false;
  ingest::Follower follower(ingester, paths,
                            [&](const ingest::Input& input, const ingest::FileResult& result) {
                              failed = report(input, result, quiet, err) || failed;
                            });
  follower.run(interrupted, idle_exit);
  return failed;
}

/// The exit status that --strict demands of what the inputs hold, whether it was read now or before.
int judge_strictly(const ingest::IngestStats& stats, const store::Findings& before, std::ostream& err) {
  if (stats.errors > 0) return exit_code::kOperational;
  if (before.has_errors) {
    err << "tracewh: --strict: records could not be read when the input was first ingested\n"
           "  see: tracewh query issues --severity error\n";
    return exit_code::kOperational;
  }
  if (stats.spans_read > 0 || before.has_spans) return exit_code::kFine;
  err << "tracewh: --strict: there are no spans in the input\n";
  return exit_code::kUnanswerable;
}

/// The database is closed, one self-contained file, when this returns.
int write_database(const IngestOptions& options, const Globals& globals, Io& io) {
  const auto begin = std::chrono::steady_clock::now();
  const ingest::Options what = ingest_options(options);
  const auto semantics = options.semantics.empty() ? decode::Semantics::shipped()
                                                   : decode::Semantics::from_file(options.semantics);
  const decode::Format* format = forced_format(options.from);
  const auto idle = idle_exit(options);
  if (options.follow && std::ranges::find(options.paths, "-") != options.paths.end()) {
    throw Error(ErrorCode::kUsage, "--follow: standard input cannot be followed",
                "without --follow it is read until it ends");
  }
  const std::vector<ingest::Input> inputs = ingest::list_inputs(options.paths);
  const InterruptFlag interrupt;
  store::WriterDatabase database(globals.database, durability_option(options.durability),
                                 lock_timeout_option(options.lock_timeout));
  const auto hidden = redaction(options.redaction, database);
  const ingest::Decoding decoding{semantics, hidden ? &*hidden : nullptr, format,
                                  decode_threads(options.threads)};

  std::optional<ProgressLine> progress;
  if (io.err_is_terminal && !globals.quiet && !options.follow)
    progress.emplace(io.drawn_err, total_bytes(inputs));
  ingest::Ingester ingester(database, decoding, what, interrupt.get(), [&](const ingest::IngestStats& stats) {
    if (progress) progress->update(stats);
  });
  const bool failed = options.follow
                          ? follow(ingester, options.paths, idle, interrupt.get(), globals.quiet, io.err)
                          : ingest_once(ingester, inputs, globals.quiet, io.err);
  ingester.finish();
  const store::Findings before = options.strict ? ingester.findings_passed_over() : store::Findings();
  database.finish();
  progress.reset();

  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  write_summary(ingester.stats(), elapsed.count(), globals, io);
  if (failed) return exit_code::kOperational;
  return options.strict ? judge_strictly(ingester.stats(), before, io.err) : exit_code::kFine;
}

}  // namespace

int run_ingest(const IngestOptions& options, const Globals& globals, Io& io) {
  const int status = write_database(options, globals, io);
  if (options.join) join_traces(false, options.lock_timeout, globals, io);
  if (options.compact) {
    compact_database(store::kDefaultCompressionLevel, lock_timeout_option(options.lock_timeout), globals, io);
  }
  return status;
}

Verb ingest_verb(CLI::App& root) {
  auto options = std::make_shared<IngestOptions>();
  CLI::App* app = root.add_subcommand("ingest", "Read exported span files into the database");
  app->add_option("paths", options->paths, "Files, other databases, directories, or - for standard input")
      ->type_name("PATH")
      ->required();
  std::string formats = "The input format, detected when this is not given:";
  for (const decode::Format& format : decode::formats())
    formats += fmt::format("\n  {}: {}", format.name, format.summary);
  app->add_option("--from", options->from, formats)->type_name("FORMAT");
  app->add_option("--run", options->run, "Add the traces to the run of this name")->type_name("NAME");
  app->add_option("--label", options->labels, "Label the run; may be repeated")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  app->add_option("--semantics", options->semantics, "Use this mapping of attributes to roles and facets")
      ->type_name("FILE");
  declare_durability(*app, options->durability);
  declare_lock_timeout(*app, options->lock_timeout);
  app->add_option("--threads", options->threads,
                  "Threads for decoding; 0 chooses by the number of processors")
      ->capture_default_str();
  app->add_flag(
      "--strict", options->strict,
      "Exit with 1 when a record of the input could not be read, now or before; with 4 when it has no spans");
  app->add_flag("--join", options->join, "Store at the end which traces belong together, see tracewh join");
  app->add_flag(
      "--compact", options->compact,
      "Compact the database at the end; a compacted one is expanded first, also without this option");
  app->add_flag("--follow", options->follow,
                "Keep reading what is appended, new files and rotated files, until interrupted");
  app->add_option("--idle-exit", options->idle_exit, "With --follow: end after this time without new input")
      ->type_name("DURATION");
  declare_rules(*app, *options);
  app->footer(examples({"tracewh ingest exports/", "zcat spans.gz | tracewh ingest -",
                        "tracewh ingest --run nightly-42 --label sha=abc traces/",
                        "tracewh --db all.db ingest job-1/traces.db job-2/traces.db",
                        "tracewh ingest --follow --idle-exit 30s /var/log/spans"}));
  return {app, [options](const Globals& globals, Io& io) { return run_ingest(*options, globals, io); }};
}

}  // namespace tracewh::cli
