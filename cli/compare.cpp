#include "cli/compare.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/output.hpp"
#include "cli/run_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

constexpr std::int64_t kDefaultLimit = 50;

struct CompareOptions {
  search::ComparisonOptions comparison;
  std::string base;
  std::string base_database;
  std::string head;
  std::string fail_on;
  bool fail_on_insufficient = false;
  std::int64_t limit = kDefaultLimit;
};

void check_fail_on(const std::string& verdict) {
  if (verdict.empty() || verdict == compare::verdict_name(compare::Verdict::kRegression)) return;
  throw base::Error(base::ErrorCode::kUsage, fmt::format("--fail-on: '{}' is no verdict to fail on", verdict),
                    "write --fail-on regression");
}

void write(const std::vector<search::ComparedRow>& rows, std::int64_t limit, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "table");
  if (format.name == "junit") return write_junit(rows, {}, io.out);
  const bool for_people = format.name == "table" || format.name == "markdown";
  model::RowSet set = for_people ? readable_rows(rows, style_for(globals, io)) : search::exact_rows(rows);
  const auto shown = static_cast<std::size_t>(limit);
  if (limit > 0 && set.rows.size() > shown) {
    set.rows.resize(shown);
    set.truncated = true;
  }
  write_rows(set, format, globals, io);
  tell_notes(std::vector{verdict_counts(rows)}, globals, io);
}

/// Whether no row could be told for want of runs.
bool all_insufficient(const std::vector<search::ComparedRow>& rows) {
  return std::ranges::all_of(rows, [](const search::ComparedRow& row) {
    const compare::Verdict verdict = row.row.verdict;
    return verdict == compare::Verdict::kInsufficient || verdict == compare::Verdict::kNew ||
           verdict == compare::Verdict::kGone;
  });
}

int run_compare(const CompareOptions& options, const Globals& globals, Io& io) {
  check_fail_on(options.fail_on);
  const std::vector<search::ComparedRow> rows =
      compare_runs(options.comparison, options.base, options.base_database, options.head, globals);
  write(rows, options.limit, globals, io);
  if (!options.fail_on.empty() && any_regression(rows)) {
    if (!globals.quiet) io.err << "tracewh: there are regressions, and --fail-on regression was given\n";
    return exit_code::kAssertion;
  }
  if (options.fail_on_insufficient && all_insufficient(rows)) {
    io.err << "tracewh: these runs are too few to tell anything, and --fail-on-insufficient was given\n";
    return exit_code::kUnanswerable;
  }
  return exit_code::kFine;
}

}  // namespace

Verb compare_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand(
      "compare", "Compare runs: which operation, task, worker or model got slower, failed more, cost more");
  auto options = std::make_shared<CompareOptions>();
  app->add_option("--base", options->base,
                  "The runs before: a name, a pattern such as 'main-*', or the latest of these: 'main-*~10'")
      ->type_name("RUNS")
      ->required();
  app->add_option("--base-db", options->base_database, "Take the runs before from this database or summary")
      ->type_name("FILE");
  app->add_option("--head", options->head, "The runs to judge, written in the same way")
      ->type_name("RUNS")
      ->required();
  declare_comparison(*app, options->comparison);
  app->add_option("--limit", options->limit, "Show at most so many rows; 0 for all")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app->add_option("--fail-on", options->fail_on, "Exit with 2 when there is a regression")
      ->type_name("regression");
  app->add_flag("--fail-on-insufficient", options->fail_on_insufficient,
                "Exit with 4 when the runs are too few to tell anything");
  app->footer(
      examples({"tracewh compare --base 'main-*~10' --head pull-7",
                "tracewh compare --base 'main-*' --base-db baseline.db --head pull-7 --fail-on regression",
                "tracewh compare --base old --head new --single-run --level path"}));
  return {app, [options](const Globals& globals, Io& io) { return run_compare(*options, globals, io); }};
}

}  // namespace tracewh::cli
