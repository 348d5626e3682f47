#include "cli/summary.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/writer_options.hpp"
#include "query/internal_query.hpp"
#include "search/run_values.hpp"
#include "store/compact/compaction.hpp"
#include "store/write/run_measures.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

struct SummaryOptions {
  std::string file;
  std::string runs = "*";
  std::string lock_timeout = kDefaultLockTimeout;
};

/// All that runs can be compared by.
search::MeasureChoice everything() {
  search::MeasureChoice choice;
  choice.within_runs = true;
  for (const compare::Level level :
       {compare::Level::kOperation, compare::Level::kPath, compare::Level::kTaskType, compare::Level::kWorker,
        compare::Level::kModel, compare::Level::kRun})
    choice.levels.insert(level);
  for (const compare::Metric& metric : compare::metrics()) choice.metrics.insert(metric.name);
  return choice;
}

/// A summary may be written into anew, and nothing else: its runs have no spans.
void require_summary(const std::string& file, const Globals& globals) {
  if (!std::filesystem::exists(file)) return;
  Globals summary = globals;
  summary.database = file;
  store::Reader reader = open_reader(summary);
  store::Statement traces = query::prepare(reader, query::kHasTraces);
  traces.step();
  if (traces.integer(query::kHasTraces["has_traces"]) != 0) {
    throw Error(ErrorCode::kUsage, fmt::format("--output: {} holds traces, and is no summary", file),
                "name another file");
  }
}

void store_values(store::RunMeasures& measures, const search::StoredRun& run,
                  const std::vector<search::RunValue>& values) {
  const std::int64_t stored =
      measures.begin_run(run.name, run.traces, run.spans, run.errors, run.start_ns, run.end_ns);
  for (const search::RunValue& value : values) {
    measures.add(stored, {compare::level_name(value.key.level), value.key.key, value.metric->name,
                          value.value, value.observations, value.standard_error});
  }
}

int run_summary(const SummaryOptions& options, const Globals& globals, Io& io) {
  require_summary(options.file, globals);
  store::Reader reader = open_reader(globals, kNoTimeout);
  const auto runs = search::select_runs(search::runs_by_start(reader), options.runs);
  if (runs.empty()) {
    throw Error(ErrorCode::kUnanswerable, fmt::format("--run: no run is named '{}'", options.runs),
                "tracewh query runs lists them");
  }
  const search::MeasureChoice choice = everything();
  {
    store::WriterDatabase database(options.file, store::Durability::kPower,
                                   lock_timeout_option(options.lock_timeout));
    database.begin();
    store::RunMeasures measures(database);
    for (const search::StoredRun& run : runs)
      store_values(measures, run, search::run_values(reader, run, choice));
    database.commit();
    database.finish();
  }
  store::compact(options.file, store::kDefaultCompressionLevel, lock_timeout_option(options.lock_timeout),
                 [](std::uint64_t) {});
  if (!globals.quiet) {
    fmt::print(io.err, "{} {} summarized in {}\n", runs.size(), runs.size() == 1 ? "run" : "runs",
               options.file);
  }
  return exit_code::kFine;
}

}  // namespace

Verb summary_verb(CLI::App& root) {
  CLI::App* app =
      root.add_subcommand("summary", "Write what runs are compared by into a small database without spans");
  auto options = std::make_shared<SummaryOptions>();
  app->add_option("-o,--output", options->file, "The summary; one that is there already keeps its other runs")
      ->type_name("FILE")
      ->required();
  app->add_option("--run", options->runs,
                  "These runs: a name, a pattern such as 'main-*', or the latest of these: 'main-*~10'")
      ->type_name("RUNS")
      ->capture_default_str();
  declare_lock_timeout(*app, options->lock_timeout);
  app->footer(examples({"tracewh summary -o baseline.db --run 'main-*~30'",
                        "tracewh compare --base 'main-*' --base-db baseline.db --head pull-7"}));
  return {app, [options](const Globals& globals, Io& io) { return run_summary(*options, globals, io); }};
}

}  // namespace tracewh::cli
