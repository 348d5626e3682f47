#include "cli/query.hpp"

#include "base/time.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/query_arguments.hpp"
#include "cli/trace_output.hpp"
#include "query/arguments.hpp"
#include "query/shell_script.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::cli {
namespace {

struct QueryOptions {
  bool tree = false;
  bool fail_on_match = false;
  bool fail_on_empty = false;
};

/// The exit status that the caller's assertions demand.
int assert_rows(const QueryOptions& options, std::uint64_t rows, const Globals& globals, std::ostream& err) {
  const bool failed = rows > 0 ? options.fail_on_match : options.fail_on_empty;
  if (failed && !globals.quiet) {
    err << (rows > 0 ? fmt::format("tracewh: {} matched, and --fail-on-match was given\n", rows)
                     : "tracewh: nothing matched, and --fail-on-empty was given\n");
  }
  return failed ? exit_code::kAssertion : exit_code::kFine;
}

int run_query(const search::Question& question, const QueryOptions& options, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, options.tree ? "tree" : "table");
  store::Reader reader(globals.database);
  query::Answer rows = search::ask(reader, question);
  write_answer(reader, rows, format, options.tree, globals, io);
  io.out.flush();
  return assert_rows(options, rows.given(), globals, io.err);
}

int list_queries(const query::Catalogue& catalogue, const Globals& globals, Io& io) {
  model::RowSet rows;
  rows.columns = {"name", "summary", "source"};
  for (const auto& [name, query] : catalogue.queries())
    rows.rows.push_back({name, query.summary, query.source});
  write_rows(rows, chosen_format(globals, "table"), globals, io);
  return exit_code::kFine;
}

int show_query(const query::QueryDefinition& query, search::GivenArguments given, Io& io) {
  // Without a value the script would not run; a pattern that matches everything does.
  for (const query::Parameter& parameter : query.parameters) {
    if (parameter.required) given.texts.try_emplace(parameter.name, "*");
  }
  io.out << query::shell_script(query, query::bind_arguments(query, given.texts, {base::now_ns(), {}}));
  return exit_code::kFine;
}

using Run = std::function<int(const Globals&, Io&)>;
/// The subcommands below `query`, and what each does.
using Branches = std::vector<std::pair<CLI::App*, Run>>;

void declare_show(CLI::App& app, const query::Catalogue& catalogue, Branches& branches) {
  CLI::App* show = app.add_subcommand("show", "Print a query's SQL, ready for a plain SQLite shell");
  show->require_subcommand(1);
  for (const auto& [name, query] : catalogue.queries()) {
    auto given = std::make_shared<search::GivenArguments>();
    CLI::App* branch = show->add_subcommand(name, query.summary);
    declare_parameters(*branch, query, given);
    for (CLI::Option* option : branch->get_options()) option->required(false);
    branches.emplace_back(
        branch, [given, &query = query](const Globals&, Io& io) { return show_query(query, *given, io); });
  }
}

void declare_query(CLI::App& app, const query::QueryDefinition& query, Branches& branches) {
  auto given = std::make_shared<search::GivenArguments>();
  auto options = std::make_shared<QueryOptions>();
  CLI::App* branch = app.add_subcommand(query.name, query.summary);
  declare_parameters(*branch, query, given);
  if (query.attribute_scope) declare_attributes(*branch, *query.attribute_scope, given);
  branch->add_flag("--tree", options->tree,
                   "Show the trace of each row as a tree, and mark the spans that match");
  branch->add_flag("--fail-on-match", options->fail_on_match, "Exit with 2 when there is a row");
  branch->add_flag("--fail-on-empty", options->fail_on_empty, "Exit with 2 when there is none");
  branches.emplace_back(branch, [given, options, &query](const Globals& globals, Io& io) {
    return run_query({&query, *given}, *options, globals, io);
  });
}

}  // namespace

Verb query_verb(CLI::App& root, const query::Catalogue& catalogue) {
  CLI::App* app = root.add_subcommand(
      "query", "Ask one of the canned queries; tracewh query NAME --help tells its options");
  app->require_subcommand(1);
  app->add_option("--queries-dir", "Take further queries, *.sql, from this directory")
      ->type_name("DIR")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  auto branches = std::make_shared<Branches>();
  CLI::App* list = app->add_subcommand("list", "List the queries");
  branches->emplace_back(
      list, [&catalogue](const Globals& globals, Io& io) { return list_queries(catalogue, globals, io); });
  declare_show(*app, catalogue, *branches);
  for (const auto& [name, query] : catalogue.queries()) declare_query(*app, query, *branches);
  return {app, [branches](const Globals& globals, Io& io) {
            for (const auto& [branch, run] : *branches) {
              if (branch->parsed()) return run(globals, io);
            }
            return exit_code::kUsage;
          }};
}

}  // namespace tracewh::cli
