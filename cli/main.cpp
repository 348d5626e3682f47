#include "base/error.hpp"
#include "cli/bus_error.hpp"
#include "cli/compact.hpp"
#include "cli/compare.hpp"
#include "cli/diff.hpp"
#include "cli/error_report.hpp"
#include "cli/exit_code.hpp"
#include "cli/export.hpp"
#include "cli/grep.hpp"
#include "cli/help.hpp"
#include "cli/index.hpp"
#include "cli/ingest.hpp"
#include "cli/io.hpp"
#include "cli/join.hpp"
#include "cli/migrate.hpp"
#include "cli/open_reader.hpp"
#include "cli/prune.hpp"
#include "cli/query.hpp"
#include "cli/query_arguments.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"
#include "cli/scratch_database.hpp"
#include "cli/serve.hpp"
#include "cli/sql.hpp"
#include "cli/stats.hpp"
#include "cli/summary.hpp"
#include "cli/tail.hpp"
#include "cli/trace.hpp"
#include "cli/tree.hpp"
#include "cli/ui.hpp"
#include "cli/usage_error.hpp"
#include "cli/verb.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace tracewh::cli {
namespace {

constexpr const char* kDescription =
    "tracewh keeps OpenTelemetry traces of multi-agent systems in one SQLite file and answers questions "
    "about them.";

constexpr const char* kFooter =
    "Examples:\n"
    "  tracewh ingest exports/               read a folder of exported files\n"
    "  tracewh query slow --min 10s --tree   the slow tasks, with their trace trees\n"
    "  tracewh query failed --fail-on-match  exit with 2 when a task failed\n"
    "  tracewh trace 4bf92f                  one trace, by the beginning of its ID\n"
    "  tracewh help query slow               what a verb or query takes\n"
    "Exit status: 0 fine, 1 operational error, 2 an assertion failed, 3 wrong usage,\n"
    "4 the data cannot answer the question, 130 interrupted.";

void declare_globals(CLI::App& app, Globals& globals) {
  app.add_option("--db", globals.database, "The database file")
      ->envname("TRACEWH_DB")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option(
         "--format", globals.format,
         "table, tree, timeline, json, jsonl, csv, tsv, markdown, junit or html, as far as the verb has it")
      ->type_name("FORMAT");
  app.add_flag("--flat", globals.flat, "Trees in json and jsonl: lists of nodes with parent and depth");
  app.add_option_function<std::string>(
         "--timeout", [&globals](const std::string& text) { globals.timeout = timeout_option(text); },
         "How long a question may take, 0 for any time [60s; of export 0]")
      ->type_name("DURATION");
  app.add_option("--columns", globals.columns, "Write these columns, in this order, where there are rows")
      ->type_name("A,B,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--sort", globals.sort,
                 "Sort rows by these columns before a limit cuts them; A:desc turns round")
      ->type_name("A,B,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_flag("--no-color", globals.no_color, "Print without colour; so does the variable NO_COLOR");
  app.add_flag("--quiet", globals.quiet, "Print nothing but data and errors");
  app.add_option("--in-memory", globals.in_memory, "Work on these files without keeping a database")
      ->type_name("FILE");
}

/// Files that cannot be used trouble only those who ask for their queries.
void warn_of_broken(const query::Catalogue& catalogue, const Globals& globals, std::ostream& err) {
  if (globals.quiet) return;
  for (const auto& [name, error] : catalogue.broken()) err << "tracewh: skipped " << error.what() << '\n';
}

void require_no_directory(const std::string& database) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(database, ignored)) return;
  throw base::Error(base::ErrorCode::kOperational, database + " is a directory, not a database",
                    "name a file in it with --db");
}

int run_parsed(const Verb& verb, Globals& globals, Io& io) {
  std::optional<ScratchDatabase> scratch;
  if (!globals.in_memory.empty()) {
    scratch.emplace(globals.in_memory, io);
    globals.database = scratch->path();
    globals.scratch = &*scratch;
  }
  require_no_directory(globals.database);
  return verb.run(globals, io);
}

/// The words after the program's name. `help VERB…` is another way to write `VERB… --help`.
std::vector<std::string> arguments_of(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  return arguments;
}

int run(int argc, char** argv) {
  CLI::App app(kDescription, "tracewh");
  app.formatter(std::make_shared<HelpFormatter>());
  app.require_subcommand(1);
  // Options that stand before the verb may also stand after it.
  app.fallthrough();
  app.set_version_flag("--version", std::string("tracewh ") + TRACEWH_VERSION);
  Globals globals;
  declare_globals(app, globals);
  Io io = standard_io();
  const std::vector<std::string> arguments = arguments_of(argc, argv);
  try {
    const query::Catalogue catalogue = load_catalogue(argc, argv);
    const std::vector<Verb> verbs{ingest_verb(app),
                                  serve_verb(app, catalogue),
                                  ui_verb(app, catalogue),
                                  query_verb(app, catalogue),
                                  grep_verb(app, catalogue),
                                  trace_verb(app),
                                  diff_verb(app),
                                  tree_verb(app, catalogue),
                                  tail_verb(app, catalogue),
                                  run_verb(app, catalogue, {argv, static_cast<std::size_t>(argc)}),
                                  report_verb(app, catalogue),
                                  compare_verb(app),
                                  summary_verb(app),
                                  stats_verb(app),
                                  index_verb(app),
                                  join_verb(app),
                                  migrate_verb(app),
                                  sql_verb(app),
                                  prune_verb(app),
                                  export_verb(app, catalogue),
                                  compact_verb(app),
                                  expand_verb(app)};
    // Later than the verbs, which would take it over.
    app.footer(kFooter);
    try {
      app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::Success& help) {
      return app.exit(help, io.out, io.err);
    } catch (const CLI::ParseError& error) {
      throw usage_error(app, error, arguments);
    }
    for (const Verb& verb : verbs) {
      if (!verb.app->parsed()) continue;
      warn_of_broken(catalogue, globals, io.err);
      return run_parsed(verb, globals, io);
    }
  } catch (const base::Error& error) {
    return report(error, io.err);
  }
  return exit_code::kUsage;
}

}  // namespace
}  // namespace tracewh::cli

int main(int argc, char** argv) {
  // A limit on file sizes must show as an error that is reported, not as a death.
  std::signal(SIGXFSZ, SIG_IGN);
  tracewh::cli::tell_of_bus_errors();
  std::ios::sync_with_stdio(false);
  try {
    const int status = tracewh::cli::run(argc, argv);
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "tracewh: cannot write the output\n";
      return tracewh::cli::exit_code::kOperational;
    }
    return status;
  } catch (const std::bad_alloc&) {
    std::cerr << "tracewh: there is not enough memory\n";
    return tracewh::cli::exit_code::kOperational;
  } catch (const std::exception& error) {
    tracewh::cli::standard_io().err << "tracewh: " << error.what() << '\n';
    return tracewh::cli::exit_code::kOperational;
  }
}
