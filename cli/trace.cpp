#include "cli/trace.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/span_output.hpp"
#include "cli/trace_output.hpp"
#include "search/critical_paths.hpp"
#include "search/matched_trace.hpp"
#include "search/tree_loader.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::cli {
namespace {

struct TraceOptions {
  std::vector<std::string> ids;
  std::vector<std::string> spans;
  bool verbose = false;
  bool critical_path = false;
  std::optional<std::uint32_t> depth;
  bool errors = false;
  search::TreeChanges changes;
};

/// What the options leave of the trees that `format` draws.
render::Style style_of(const TraceOptions& options, const render::Format& format, const Globals& globals,
                       const Io& io) {
  const bool draws = format.name == "tree" || format.name == "timeline";
  require_format(draws || !options.depth, format, "a part of a trace by --depth", "tree or timeline");
  require_format(draws || !options.errors, format, "a part of a trace by --errors", "tree or timeline");
  render::Style style = style_for(globals, io);
  style.max_depth = options.depth;
  style.failed_only = options.errors;
  return style;
}

int run_trace(const TraceOptions& options, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "tree");
  require_format(format.trace != nullptr, format, "traces", "tree, timeline, json or jsonl");
  const render::Style style = style_of(options, format, globals, io);
  store::Reader reader = open_reader(globals);
  std::vector<search::MatchedTrace> traces = search::traces_named(reader, options.ids);
  if (options.verbose || !options.spans.empty()) {
    if (options.changes.joined || options.changes.fix_skew) {
      throw base::Error(base::ErrorCode::kUsage,
                        "--joined and --fix-skew change trees, not what is stored of a span",
                        "leave out --span and --verbose");
    }
    write_spans(reader, traces, options.spans, format, globals, io);
    return exit_code::kFine;
  }
  search::TreeLoader loader(reader, options.changes);
  traces = loader.distinct(std::move(traces));
  if (options.critical_path) search::match_critical_paths(loader, traces);
  write_traces(loader, traces, format, style, globals, io);
  tell_notes(loader.notes(), globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb trace_verb(CLI::App& root) {
  auto options = std::make_shared<TraceOptions>();
  CLI::App* app =
      root.add_subcommand("trace", "Show traces as trees (--format timeline: over time; json: nested)");
  app->add_option("id", options->ids,
                  "The ID of a trace, or as much of its beginning as is unique, or the ID of a span or task; "
                  "may be repeated")
      ->required();
  app->add_option("--span", options->spans,
                  "Show everything that is stored of this span, by its ID or the beginning of one: "
                  "attributes, events, "
                  "links, resource, scope; may be repeated")
      ->type_name("ID")
      ->allow_extra_args(false);
  app->add_flag("-v,--verbose", options->verbose, "Show everything that is stored of all spans");
  app->add_flag("--critical-path", options->critical_path,
                "Mark the spans of which the duration of the trace consists");
  app->add_option("--depth", options->depth, "Draw so many levels below the roots; 0 draws the roots alone")
      ->type_name("N");
  app->add_flag("--errors", options->errors, "Draw only failed spans, and what is above them");
  app->add_flag("--joined", options->changes.joined,
                "Show traces that came apart and belong together as one, see tracewh join");
  app->add_flag("--fix-skew", options->changes.fix_skew,
                "Make the clocks of services agree; what is stored stays as it is");
  app->footer(examples({"tracewh trace 4bf92f", "tracewh trace 4bf92f --format timeline",
                        "tracewh trace 4bf92f --critical-path", "tracewh trace 4bf92f --errors --depth 4",
                        "tracewh trace 4bf92f --joined", "tracewh trace 4bf92f --span 00f067aa",
                        "tracewh trace 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}));
  return {app, [options](const Globals& globals, Io& io) { return run_trace(*options, globals, io); }};
}

}  // namespace tracewh::cli
