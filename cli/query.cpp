#include "cli/query.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/lane_chart.hpp"
#include "cli/match_count.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/query_arguments.hpp"
#include "cli/trace_output.hpp"
#include "query/arguments.hpp"
#include "query/header_parser.hpp"
#include "query/shell_script.hpp"
#include "search/question.hpp"
#include "search/question_text.hpp"

#include <fmt/format.h>

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
  bool allow_empty = false;
};

/// That nothing matches says little where nothing was asked about.
void require_spans(store::Reader& reader, const query::Catalogue& catalogue,
                   const search::Question& question) {
  if (search::is_about_any_span(reader, catalogue, question)) return;
  throw base::Error(base::ErrorCode::kUnanswerable,
                    "there are no spans to ask about, and --fail-on-match was given",
                    "--allow-empty takes that for fine");
}

/// The exit status that the caller's assertions demand; tells why.
int assert_rows(const QueryOptions& options, store::Reader& reader, const query::Catalogue& catalogue,
                const search::Question& question, const model::RowStream& shown, const Globals& globals,
                std::ostream& err) {
  const bool found = shown.given() > 0;
  if (!(found ? options.fail_on_match : options.fail_on_empty)) {
    if (options.fail_on_match && !options.allow_empty) require_spans(reader, catalogue, question);
    return exit_code::kFine;
  }
  if (globals.quiet) return exit_code::kAssertion;
  err << (found ? fmt::format("tracewh: {} matched, and --fail-on-match was given\n",
                              match_count(reader, question, shown))
                : "tracewh: nothing matched, and --fail-on-empty was given\n");
  return exit_code::kAssertion;
}

int draw_lanes(const search::Question& question, const query::Catalogue& catalogue,
               const QueryOptions& options, const Globals& globals, Io& io) {
  store::Reader reader = open_reader(globals);
  const search::Question drawn = periods_question(question);
  const auto periods = search::ask(reader, drawn);
  write_lane_chart(*periods, search::limit_of(question), globals, io);
  io.out.flush();
  return assert_rows(options, reader, catalogue, drawn, *periods, globals, io.err);
}

int run_query(const search::Question& question, const query::Catalogue& catalogue,
              const QueryOptions& options, const Globals& globals, Io& io) {
  if (options.allow_empty && !options.fail_on_match) {
    throw base::Error(base::ErrorCode::kUsage, "--allow-empty belongs to --fail-on-match");
  }
  const render::Format& format = chosen_format(globals, options.tree ? "tree" : "table");
  if (!options.tree && is_lane_chart(question, format))
    return draw_lanes(question, catalogue, options, globals, io);
  store::Reader reader = open_reader(globals);
  const bool is_sorted = !globals.sort.empty();
  const auto rows = search::ask(reader, is_sorted ? search::without_limit(question) : question);
  if (is_sorted) {
    model::SortedRows sorted(*rows, sort_keys(globals), search::limit_of(question));
    write_answer(reader, question, sorted, format, options.tree, globals, io);
  } else {
    write_answer(reader, question, *rows, format, options.tree, globals, io);
  }
  io.out.flush();
  return assert_rows(options, reader, catalogue, question, *rows, globals, io.err);
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

/// The subcommands below `query`, and what each does.
using Branches = std::vector<std::pair<CLI::App*, Run>>;

void declare_shown(CLI::App& show, const query::QueryDefinition& query, Branches& branches) {
  auto given = std::make_shared<search::GivenArguments>();
  CLI::App* branch = show.add_subcommand(query.name, query.summary);
  query::QueryDefinition plain = query;
  // A plain SQLite shell cannot select spans before it asks.
  std::erase_if(plain.parameters, [](const query::Parameter& parameter) { return parameter.selects; });
  branch->preparse_callback([branch, plain, given](std::size_t) {
    declare_parameters(*branch, plain, given);
    for (CLI::Option* option : branch->get_options()) option->required(false);
  });
  branches.emplace_back(branch,
                        [given, plain](const Globals&, Io& io) { return show_query(plain, *given, io); });
}

void declare_show(CLI::App& app, const query::Catalogue& catalogue,
                  const std::shared_ptr<Branches>& branches) {
  CLI::App* show = app.add_subcommand("show", "Print a query's SQL, ready for a plain SQLite shell");
  show->footer(examples({"tracewh query show slow --min 5s | sqlite3 tracewh.db"}));
  show->require_subcommand(1);
  // Declared once they are asked for, as options are: all of them would take much of the time to start.
  show->preparse_callback([show, &catalogue, branches](std::size_t) {
    for (const auto& [name, query] : catalogue.queries()) declare_shown(*show, query, *branches);
  });
}

void declare_query(CLI::App& app, const query::Catalogue& catalogue, const query::QueryDefinition& query,
                   Branches& branches) {
  CLI::App* branch = app.add_subcommand(query.name, query.summary);
  branches.emplace_back(
      branch, declare_question(*branch, catalogue, query, std::make_shared<search::GivenArguments>()));
}

/// Takes whatever stands behind the name of a broken query, and tells what is wrong with it.
void declare_broken(CLI::App& app, const std::string& name, const base::Error& error, Branches& branches) {
  if (!query::is_query_name(name)) return;
  CLI::App* branch = app.add_subcommand(name, "Cannot be used");
  branch->allow_extras()->fallthrough(false);
  branches.emplace_back(branch, [&error](const Globals&, Io&) -> int { throw base::Error(error); });
}

}  // namespace

Run declare_question(CLI::App& app, const query::Catalogue& catalogue, const query::QueryDefinition& query,
                     const std::shared_ptr<search::GivenArguments>& given) {
  auto options = std::make_shared<QueryOptions>();
  app.preparse_callback([&app, &query, given, options](std::size_t) {
    app.footer(examples(query.examples));
    declare_parameters(app, query, given);
    if (query.attribute_scope) {
      declare_attributes(app, *query.attribute_scope, given);
      declare_traces(app, query, given);
    }
    app.add_flag("--tree", options->tree,
                 "Show the trace of each row as a tree, and mark the spans that match");
    app.add_flag("--fail-on-match", options->fail_on_match,
                 "Exit with 2 when there is a row, with 4 when there are no spans to ask about");
    app.add_flag("--allow-empty", options->allow_empty,
                 "With --fail-on-match: no spans to ask about are fine, too");
    app.add_flag("--fail-on-empty", options->fail_on_empty, "Exit with 2 when there is none");
  });
  return [given, options, &catalogue, &query](const Globals& globals, Io& io) {
    return run_query(search::make_question(catalogue, query, *given), catalogue, *options, globals, io);
  };
}

Verb query_verb(CLI::App& root, const query::Catalogue& catalogue) {
  CLI::App* app = root.add_subcommand(
      "query", "Ask one of the canned queries; tracewh query NAME --help tells its options");
  app->require_subcommand(1);
  app->footer(
      examples({"tracewh query list", "tracewh query slow --min 10s --tree", "tracewh help query slow"}));
  app->add_option("--queries-dir", "Take further queries, *.sql, from this directory")
      ->type_name("DIR")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  auto branches = std::make_shared<Branches>();
  CLI::App* list = app->add_subcommand("list", "List the queries");
  list->footer(examples({"tracewh query list", "tracewh query list --format json"}));
  branches->emplace_back(
      list, [&catalogue](const Globals& globals, Io& io) { return list_queries(catalogue, globals, io); });
  declare_show(*app, catalogue, branches);
  for (const auto& [name, query] : catalogue.queries()) declare_query(*app, catalogue, query, *branches);
  for (const auto& [name, error] : catalogue.broken()) declare_broken(*app, name, error, *branches);
  return {app, [branches](const Globals& globals, Io& io) {
            for (const auto& [branch, run] : *branches) {
              if (branch->parsed()) return run(globals, io);
            }
            return exit_code::kUsage;
          }};
}

}  // namespace tracewh::cli
