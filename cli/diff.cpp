#include "cli/diff.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "compare/span_comparer.hpp"
#include "compare/trace_difference.hpp"
#include "query/trace_loader.hpp"
#include "search/matched_trace.hpp"
#include "search/tree_loader.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

struct DiffOptions {
  std::string base;
  std::string head;
  bool all = false;
  bool joined = false;
};

search::LoadedTrace load(store::Reader& reader, search::TreeLoader& loader, const std::string& id) {
  const std::vector<search::MatchedTrace> traces = loader.distinct(search::traces_named(reader, {id}));
  if (traces.size() == 1) return loader.load(traces.front().trace);
  throw base::Error(base::ErrorCode::kUsage, fmt::format("'{}' names {} traces", id, traces.size()),
                    "name one by its trace ID");
}

int run_diff(const DiffOptions& options, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "tree");
  require_format(format.difference != nullptr, format, "differences of traces", "tree, json or jsonl");
  store::Reader reader = open_reader(globals);
  search::TreeLoader loader(reader, {.joined = options.joined}, query::Payloads::kLoad);
  const search::LoadedTrace base = load(reader, loader, options.base);
  const search::LoadedTrace head = load(reader, loader, options.head);
  const compare::TraceDifference difference = compare::match_traces(base.tree, head.tree);
  compare::SpanComparer comparer(base.tree, head.tree, difference);
  format.difference({.base = {base.summary, base.tree, {}},
                     .head = {head.summary, head.tree, {}},
                     .difference = difference,
                     .comparer = comparer,
                     .all = options.all},
                    style_for(globals, io), io.out);
  tell_notes(loader.notes(), globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb diff_verb(CLI::App& root) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* app = root.add_subcommand(
      "diff", "Show what is different in two traces: spans, durations, status, attributes");
  app->add_option("base", options->base,
                  "The trace to start from, by its ID, as much of its beginning as is unique, or the ID of a "
                  "span or task")
      ->required();
  app->add_option("head", options->head, "The trace to hold against it, named likewise")->required();
  app->add_flag("--all", options->all, "Draw spans that are the same, too");
  app->add_flag("--joined", options->joined,
                "Take traces that came apart and belong together as one, see tracewh join");
  app->footer(examples({"tracewh diff 4bf92f 501cce", "tracewh diff 4bf92f 501cce --all",
                        "tracewh --format json diff 4bf92f 501cce"}));
  return {app, [options](const Globals& globals, Io& io) { return run_diff(*options, globals, io); }};
}

}  // namespace tracewh::cli
