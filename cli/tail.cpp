#include "cli/tail.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "cli/duration_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/query_arguments.hpp"
#include "cli/termination.hpp"
#include "cli/trace_output.hpp"
#include "model/row_arrangement.hpp"
#include "query/trace_feed.hpp"
#include "query/trace_finder.hpp"
#include "render/summary_lines.hpp"
#include "search/trace_filter.hpp"
#include "search/tree_loader.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

// Soon enough for people; a poll of an idle database costs well under a millisecond.
constexpr std::chrono::milliseconds kPollInterval{200};

struct TailOptions {
  std::string query;
  std::string since;
  std::string settle = "1s";
  std::string incomplete_after = "30s";
  std::uint64_t limit = 0;
  bool tree = false;
};

std::int64_t since_option(const std::string& text) {
  if (const auto instant = base::parse_instant(text, base::now_ns())) return *instant;
  throw Error(ErrorCode::kUsage, fmt::format("--since: '{}' is not a time", text),
              "write it like 2026-01-02T03:04:05Z, 2026-01-02 or 2h (UTC)");
}

query::FeedOptions feed_options(const TailOptions& options) {
  query::FeedOptions feed;
  feed.settle = std::chrono::nanoseconds(duration_option("--settle", options.settle));
  feed.incomplete_after =
      std::chrono::nanoseconds(duration_option("--incomplete-after", options.incomplete_after));
  if (!options.since.empty()) feed.since_ns = since_option(options.since);
  return feed;
}

using WriteTrace = std::function<void(const search::FilteredTrace&)>;

WriteTrace tree_writer(const render::Format& format, const Globals& globals, Io& io) {
  require_format(format.trace != nullptr, format, "trees", "tree, timeline or jsonl");
  auto writer = std::make_shared<render::TraceWriter>(format, style_for(globals, io), io.out);
  return [writer, &globals](const search::FilteredTrace& match) {
    store::Reader reader = open_reader(globals);
    // It may have been pruned since it was told of.
    const auto stored = query::TraceFinder(reader).find(match.trace.key.id);
    if (!stored) return;
    const auto [summary, tree] = search::TreeLoader(reader).load(*stored);
    writer->write({summary, tree, match.spans});
  };
}

WriteTrace line_writer(const render::Format& format, const Globals& globals, Io& io) {
  if (format.name == "table") {
    if (!globals.columns.empty()) {
      throw Error(ErrorCode::kUsage, "--columns: the lines of tail are always the same",
                  "use it with --format jsonl");
    }
    auto lines = std::make_shared<render::SummaryLines>(style_for(globals, io), io.out);
    return [lines](const search::FilteredTrace& match) { lines->write(match.trace.row); };
  }
  require_format(format.name == "jsonl", format, "traces as they come", "table or jsonl");
  return [&format, &globals, &io](const search::FilteredTrace& match) {
    model::RowSetStream row(match.trace.row);
    if (globals.columns.empty()) return format.rows(row, {}, io.out);
    model::ChosenColumns chosen(row, globals.columns);
    format.rows(chosen, {}, io.out);
  };
}

WriteTrace make_writer(const TailOptions& options, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, options.tree ? "tree" : "table");
  if (format.name == "json") require_format(false, format, "traces as they come", "jsonl");
  if (shows_trees(format, options.tree)) return tree_writer(format, globals, io);
  return line_writer(format, globals, io);
}

std::vector<search::FilteredTrace> next_traces(query::TraceFeed& feed,
                                               const std::optional<search::TraceFilter>& filter,
                                               const Globals& globals) {
  std::vector<query::FinishedTrace> traces = feed.poll(query::TraceFeed::Clock::now());
  if (filter && !traces.empty()) {
    store::Reader reader = open_reader(globals);
    return filter->pass(reader, std::move(traces));
  }
  std::vector<search::FilteredTrace> all;
  for (query::FinishedTrace& trace : traces) all.push_back({std::move(trace), {}});
  return all;
}

int run_tail(const TailOptions& options, const query::Catalogue& catalogue,
             const search::GivenArguments& given, const Globals& globals, Io& io) {
  if (!globals.in_memory.empty()) {
    throw Error(ErrorCode::kUsage, "tail: --in-memory gets nothing new",
                "tracewh --in-memory FILE query traces shows what it holds");
  }
  Termination termination;
  std::optional<search::TraceFilter> filter;
  if (auto question =
          question_of(catalogue, options.query, given, "use it with --query NAME, such as --query traces"))
    filter.emplace(std::move(*question));
  end_with_overdue_questions(globals);
  query::TraceFeed feed(globals.database, feed_options(options));
  const WriteTrace write = make_writer(options, globals, io);
  if (!globals.quiet && !std::filesystem::exists(globals.database)) {
    io.err << fmt::format("tracewh: waiting for {} to be made\n", globals.database);
  }
  std::uint64_t written = 0;
  do {
    for (const search::FilteredTrace& trace : next_traces(feed, filter, globals)) {
      write(trace);
      if (++written == options.limit) return exit_code::kFine;
    }
    io.out.flush();
  } while (io.out && !output_is_closed() && !termination.wait_for(kPollInterval));
  return exit_code::kFine;
}

}  // namespace

Verb tail_verb(CLI::App& root, const query::Catalogue& catalogue) {
  auto options = std::make_shared<TailOptions>();
  CLI::App* app = root.add_subcommand("tail", "Show traces as they complete, until interrupted");
  app->add_option("--query", options->query,
                  "Only traces that this query finds; with the options that it has of those below")
      ->type_name("NAME");
  app->add_flag("--tree", options->tree, "Show each trace as a tree");
  app->add_option("--since", options->since, "Also stored traces that start at this time (UTC) or later")
      ->type_name("TIME");
  app->add_option("--settle", options->settle, "How long a complete trace waits for late spans")
      ->type_name("DURATION")
      ->capture_default_str();
  app->add_option("--incomplete-after", options->incomplete_after,
                  "How long an incomplete trace waits for anything new")
      ->type_name("DURATION")
      ->capture_default_str();
  app->add_option("--limit", options->limit, "End after this many traces")
      ->type_name("N")
      ->check([](const std::string& text) {
        return text.starts_with('-') ? "there is no negative number of traces" : std::string();
      });
  auto given = std::make_shared<search::GivenArguments>();
  declare_all_parameters(*app, catalogue, given);
  app->footer(
      "A trace is complete when its root is there, its spans have ended and no parent is\n"
      "missing.\n"
      "Formats: table, jsonl; with --tree: tree, timeline, jsonl.\n"
      "Examples:\n"
      "  tracewh tail                              beside serve or ingest --follow\n"
      "  tracewh tail --query failed --tree        failed tasks, as trees\n"
      "  tracewh tail --format jsonl --limit 10    ten traces, for a program");
  return {app, [options, given, &catalogue](const Globals& globals, Io& io) {
            return run_tail(*options, catalogue, *given, globals, io);
          }};
}

}  // namespace tracewh::cli
