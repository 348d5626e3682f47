#include "cli/trace.hpp"

#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/trace_output.hpp"
#include "search/matched_trace.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

int run_trace(const std::vector<std::string>& ids, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "tree");
  require_format(format.trace != nullptr, format, "traces", "tree, timeline, json or jsonl");
  store::Reader reader = open_reader(globals);
  write_traces(reader, search::traces_named(reader, ids), format, globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb trace_verb(CLI::App& root) {
  auto ids = std::make_shared<std::vector<std::string>>();
  CLI::App* app =
      root.add_subcommand("trace", "Show traces as trees (--format timeline: over time; json: nested)");
  app->add_option("id", *ids,
                  "The ID of a trace, or as much of its beginning as is unique, or the ID of a span or task; "
                  "may be repeated")
      ->required();
  app->footer(examples({"tracewh trace 4bf92f", "tracewh trace 4bf92f --format timeline",
                        "tracewh trace 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}));
  return {app, [ids](const Globals& globals, Io& io) { return run_trace(*ids, globals, io); }};
}

}  // namespace tracewh::cli
