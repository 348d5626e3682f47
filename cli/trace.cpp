#include "cli/trace.hpp"

#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/trace_output.hpp"
#include "search/matched_trace.hpp"
#include "store/read/reader.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

int run_trace(const std::vector<std::string>& ids, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "tree");
  require_format(format.trace != nullptr, format, "traces", "tree, timeline, json or jsonl");
  store::Reader reader(globals.database);
  write_traces(reader, search::traces_named(reader, ids), format, globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb trace_verb(CLI::App& root) {
  auto ids = std::make_shared<std::vector<std::string>>();
  CLI::App* app =
      root.add_subcommand("trace", "Show traces as trees (--format timeline: over time; json: nested)");
  app->add_option("id", *ids, "A trace ID, or as much of its beginning as is unique; may be repeated")
      ->required();
  return {app, [ids](const Globals& globals, Io& io) { return run_trace(*ids, globals, io); }};
}

}  // namespace tracewh::cli
