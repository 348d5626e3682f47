#include "cli/tree.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/query_arguments.hpp"
#include "query/trace_loader.hpp"
#include "render/aggregated.hpp"
#include "search/matched_trace.hpp"
#include "search/tree_loader.hpp"
#include "tree/aggregated_tree.hpp"

#include <memory>
#include <string>
#include <utility>

namespace tracewh::cli {
namespace {

// Finds spans by their name when no other query is named.
constexpr const char* kDefaultQuery = "spans";

/// Columns are chosen of the table that is drawn for people.
void write_tree(const tree::AggregatedTree& tree, const render::Format& format, const Globals& globals,
                Io& io) {
  if (!globals.sort.empty()) {
    throw base::Error(base::ErrorCode::kUsage, "--sort: what a tree shows stays below its parent",
                      "sort rows, such as those of tracewh query operations");
  }
  if (globals.columns.empty()) return format.aggregated(tree, style_for(globals, io), io.out);
  require_format(format.name == "tree", format, "columns of a tree", "tree");
  write_rows(render::aggregated_rows(tree, style_for(globals, io)), *render::find_format("table"), globals,
             io);
}

int run_tree(const search::Question& question, bool joined, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "tree");
  require_format(format.aggregated != nullptr, format, "aggregated trees", "tree, json or jsonl");
  store::Reader reader = open_reader(globals);
  bool truncated = false;
  tree::TreeAggregator aggregator;
  search::TreeLoader loader(reader, {joined});
  const auto add = [&](const query::TraceKey& trace) { aggregator.add(loader.tree(trace)); };
  if (question.given.empty() && question.query->name == kDefaultQuery) {
    // All traces, without the detour over all spans that finds them.
    query::each_trace(reader, [&](const query::TraceKey& trace) {
      if (loader.is_top(trace)) add(trace);
    });
  } else {
    search::FoundTraces found = search::traces_found(reader, question);
    for (const search::MatchedTrace& match : loader.distinct(std::move(found.traces))) add(match.trace);
    truncated = found.truncated;
  }
  write_tree(aggregator.finish(), format, globals, io);
  tell_of_more(truncated, globals, io);
  tell_notes(loader.notes(), globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb tree_verb(CLI::App& root, const query::Catalogue& catalogue) {
  auto name = std::make_shared<std::string>(kDefaultQuery);
  CLI::App* app =
      root.add_subcommand("tree", "Merge many traces into one aggregated tree: counts and times by path");
  app->add_option("--query", *name,
                  "Take the traces that this query finds; with the options that it has of those below")
      ->type_name("NAME")
      ->capture_default_str();
  auto given = std::make_shared<search::GivenArguments>();
  app->add_option(
      "id", given->traces,
      "Only these traces, each by its ID or as much of its beginning as is unique, or by the ID of a "
      "span or task");
  auto joined = std::make_shared<bool>(false);
  app->add_flag("--joined", *joined,
                "Take traces that came apart and belong together as one, see tracewh join");
  declare_all_parameters(*app, catalogue, given);
  app->footer(
      "Examples:\n"
      "  tracewh tree --name 'multiagent.task.*'     traces with spans of that name\n"
      "  tracewh tree --query slow --min 5s          traces of slow tasks\n"
      "  tracewh tree 4bf92f 501cce                  these traces");
  return {app, [name, given, joined, &catalogue](const Globals& globals, Io& io) {
            return run_tree({&catalogue.get(*name), *given}, *joined, globals, io);
          }};
}

}  // namespace tracewh::cli
