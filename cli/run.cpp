#include "cli/run.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"
#include "base/time.hpp"
#include "cli/child_command.hpp"
#include "cli/command_span.hpp"
#include "cli/duration_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/ingest_rules.hpp"
#include "cli/join.hpp"
#include "cli/live_trouble.hpp"
#include "cli/match_count.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/run_comparison.hpp"
#include "cli/run_environment.hpp"
#include "cli/run_report.hpp"
#include "cli/writer_options.hpp"
#include "ingest/live_sink.hpp"
#include "net/service.hpp"
#include "query/trace_finder.hpp"
#include "search/run_condition.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::cli {
namespace {

using Clock = std::chrono::steady_clock;

// The connections of the command end with it. When none is open for so long, nobody sends any more.
constexpr std::chrono::milliseconds kQuiet{300};
constexpr std::chrono::milliseconds kLook{20};

constexpr std::chrono::seconds kRequestGrace{3};
constexpr std::chrono::seconds kSinkGrace{5};

constexpr std::int64_t kNanosecondsPerMillisecond = 1'000'000;

// Whose exit status counts when the command fails and an assertion, too.
const std::array<std::string, 2> kStatuses{"assertion", "command"};

struct RunOptions {
  std::string run;
  std::vector<std::string> labels;
  std::vector<std::string> fail_on;
  std::vector<std::string> reports;
  std::string compare_with;
  search::ComparisonOptions comparison;
  bool fail_on_regression = false;
  bool join = false;
  bool allow_empty = false;
  std::string status = kStatuses[0];
  std::string wait = "5s";
  std::string lock_timeout = kDefaultLockTimeout;
  std::vector<std::string> command;
};

/// What lies behind `--`, to the letter: the parser of options would split `[a,b]`.
std::vector<std::string> behind_dashes(std::span<char*> arguments) {
  const auto dashes =
      std::ranges::find_if(arguments, [](const char* text) { return std::string_view(text) == "--"; });
  if (dashes == arguments.end()) return {};
  return {std::next(dashes), arguments.end()};
}

std::string command_name(const RunOptions& options) {
  return std::filesystem::path(options.command.front()).filename();
}

/// The command and the time, in whole milliseconds.
std::string default_run_name(const RunOptions& options) {
  const std::int64_t now = base::now_ns();
  return fmt::format("{} {}", command_name(options),
                     base::format_instant(now - now % kNanosecondsPerMillisecond));
}

std::vector<search::RunCondition> conditions(const RunOptions& options, const query::Catalogue& catalogue) {
  std::vector<search::RunCondition> result;
  for (const std::string& text : options.fail_on) result.emplace_back(catalogue, "--fail-on", text);
  return result;
}

ingest::LiveOptions live_options(const RunOptions& options, const std::string& run, const Globals& globals) {
  ingest::LiveOptions live;
  live.database = globals.database;
  live.lock_timeout = lock_timeout_option(options.lock_timeout);
  live.ingest.run = run;
  live.ingest.labels = labels_json(options.labels);
  live.ingest.version = TRACEWH_VERSION;
  return live;
}

/// Listens on free ports of this machine.
RunReceivers listen(net::Service& service) {
  const net::Endpoint any;
  service.listen_http("otlp-http", any);
  service.listen_grpc("otlp-grpc", any);
  service.listen_http("zipkin", any);
  service.listen_http("jaeger", any);
  const auto& listening = service.listening();
  return {listening.at(0).url, listening.at(1).url, listening.at(2).url, listening.at(3).url};
}

/// Waits until nobody has been connected for a moment, at most `limit`, or until the user has enough of it.
void wait_for_last_spans(const net::Service& service, const ChildCommand& child,
                         std::chrono::nanoseconds limit) {
  const auto end = Clock::now() + limit;
  auto quiet_since = Clock::now();
  while (Clock::now() < end && Clock::now() - quiet_since < kQuiet) {
    if (child.interruption_within(kLook) != 0) return;
    if (service.open_connections() > 0) quiet_since = Clock::now();
  }
}

/// Stores the span of the command when others hang from it: those that it sent in its own context.
void store_command_span(const CommandSpan& span, const Globals& globals, const decode::Semantics& semantics,
                        ingest::LiveSink& sink) {
  store::Reader reader = open_reader(globals);
  if (!query::TraceFinder(reader).find(span.trace_id)) return;
  sink.submit("run", to_batch(span, semantics), 0, [](const ingest::Commit&) {});
}

/// How a command ended, and whether all of its spans were stored.
struct RunEnd {
  CommandEnd command;
  bool lost_spans = false;
};

/// Runs the command beside receivers of its spans, until all of these are stored.
RunEnd run_beside_receivers(const RunOptions& options, const std::string& run, const Globals& globals,
                            Io& io) {
  const std::chrono::nanoseconds wait(duration_option("--wait", options.wait));
  const auto semantics = decode::Semantics::shipped();
  std::optional<ChildCommand> child;
  // Signals end the wait for another writer; after it, they are the command's.
  ingest::LiveSink sink(live_options(options, run, globals),
                        [&](store::WriterDatabase&) { child.emplace(); });
  net::Service service({}, {}, semantics, nullptr, sink, {}, [] { return net::Health(); });
  const ingest::LiveSinkCloser closer(sink);
  tell_of_damage(sink.status(), globals.database, io.err);
  const RunReceivers receivers = listen(service);
  service.start();
  const char* const traceparent_before = std::getenv("TRACEPARENT");
  CommandSpan span = new_command_span(traceparent_before == nullptr ? "" : traceparent_before);
  span.name = command_name(options);
  const std::string database = std::filesystem::absolute(globals.database);
  RunEnvironment environment = run_environment(receivers, run, database, traceparent(span));
  if (!globals.quiet) {
    for (const std::string& note : environment.notes) io.err << "tracewh: " << note << '\n';
    io.err.flush();
  }
  span.start_ns = base::now_ns();
  const CommandEnd end = child->run(options.command, std::move(environment.variables));
  span.end_ns = base::now_ns();
  span.exit_status = end.status;
  if (end.not_started == 0) wait_for_last_spans(service, *child, wait);
  service.stop(kRequestGrace);
  store_command_span(span, globals, semantics, sink);
  sink.close(kSinkGrace);
  return {end, tell_of_losses(sink.status(), io.err)};
}

/// Names the rows that a condition finds in a run. The exit status that these demand.
int check(const search::RunCondition& condition, const RunOptions& options, const std::string& run,
          const query::Catalogue& catalogue, store::Reader& reader, const Globals& globals, Io& io) {
  const search::Question question = condition.about(run);
  const auto rows = search::ask(reader, question);
  if (!rows->at_end()) {
    io.err << fmt::format("tracewh: --fail-on '{}' finds in this run:\n", condition.text());
    write_rows(*rows, *render::find_format("table"), globals, io);
    io.err << fmt::format("tracewh: {} matched\n", match_count(reader, question, *rows));
    return exit_code::kAssertion;
  }
  if (options.allow_empty || search::is_about_any_span(reader, catalogue, question)) return exit_code::kFine;
  io.err << fmt::format("tracewh: there are no spans that --fail-on '{}' could ask about\n",
                        condition.text());
  return exit_code::kUnanswerable;
}

/// The exit status that a run's rows demand: that of what was found before that of what could not be asked.
int check(const std::vector<search::RunCondition>& conditions, const RunOptions& options,
          const std::string& run, const query::Catalogue& catalogue, const Globals& globals, Io& io) {
  store::Reader reader = open_reader(globals);
  int status = exit_code::kFine;
  for (const search::RunCondition& condition : conditions) {
    const int demanded = check(condition, options, run, catalogue, reader, globals, io);
    if (status != exit_code::kAssertion && demanded != exit_code::kFine) status = demanded;
  }
  return status;
}

/// The exit status that the comparison with the runs before demands; shows its regressions.
int check_regressions(const RunOptions& options, const std::string& run, int status, const Globals& globals,
                      Io& io) {
  if (options.compare_with.empty()) return status;
  std::vector<search::ComparedRow> rows;
  try {
    rows = compare_runs(options.comparison, options.compare_with, {}, run, globals);
  } catch (const base::Error& error) {
    // The first run of all has none before it.
    if (error.code() != base::ErrorCode::kUnanswerable) throw;
    io.err << fmt::format("tracewh: nothing to compare this run with: {}\n", error.what());
    return status;
  }
  std::erase_if(
      rows, [](const search::ComparedRow& row) { return row.row.verdict != compare::Verdict::kRegression; });
  if (rows.empty()) return status;
  io.err << fmt::format("tracewh: regressions against '{}':\n", options.compare_with);
  write_rows(readable_rows(rows, style_for(globals, io)), *render::find_format("table"), globals, io);
  return options.fail_on_regression ? exit_code::kAssertion : status;
}

/// Throws base::Error (usage).
void check_status_option(const std::string& text) {
  if (std::ranges::find(kStatuses, text) != kStatuses.end()) return;
  throw base::Error(base::ErrorCode::kUsage,
                    fmt::format("--status: '{}' is none of {}", text, fmt::join(kStatuses, ", ")),
                    base::did_you_mean(text, kStatuses));
}

/// Of the two exit statuses the one that counts; tells of the command's, which the other may hide.
int exit_status(const RunOptions& options, const RunEnd& end, int demanded, std::ostream& err) {
  if (demanded == exit_code::kFine) {
    return end.lost_spans && end.command.status == 0 ? exit_code::kOperational : end.command.status;
  }
  if (end.command.status == 0) return demanded;
  err << fmt::format("tracewh: {} ended with status {}\n", command_name(options), end.command.status);
  return options.status == kStatuses[1] ? end.command.status : demanded;
}

int run_command(const RunOptions& options, const query::Catalogue& catalogue, const Globals& globals,
                Io& io) {
  const std::vector<search::RunCondition> fail_on = conditions(options, catalogue);
  check_status_option(options.status);
  const RunReports reports(options.reports);
  const std::string run = options.run.empty() ? default_run_name(options) : options.run;
  const RunEnd end = run_beside_receivers(options, run, globals, io);
  if (end.command.not_started != 0) {
    io.err << fmt::format("tracewh: cannot run {}: {}\n", options.command.front(),
                          std::strerror(end.command.not_started));
    return end.command.status;
  }
  Io report_io = on_standard_error(io);
  if (options.join) join_traces(false, options.lock_timeout, globals, report_io);
  reports.write(catalogue, run, globals, report_io);
  int demanded = check(fail_on, options, run, catalogue, globals, report_io);
  demanded = check_regressions(options, run, demanded, globals, report_io);
  return exit_status(options, end, demanded, io.err);
}

}  // namespace

Verb run_verb(CLI::App& root, const query::Catalogue& catalogue, std::span<char*> arguments) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* app = root.add_subcommand("run", "Run a command and keep the spans that it sends");
  app->add_option("--run", options->run,
                  "The run that the traces join; else named by the command and the time")
      ->type_name("NAME");
  app->add_option("--label", options->labels, "Label the run; may be repeated")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  app->add_option("--fail-on", options->fail_on,
                  "Exit with 2 when this query, with options, finds anything in the run; may be repeated")
      ->type_name("QUERY")
      ->allow_extra_args(false);
  app->add_flag("--allow-empty", options->allow_empty,
                "With --fail-on: a run without spans is fine; else exit with 4");
  app->add_option("--status", options->status, "Which exit status counts when the command fails, too")
      ->type_name("assertion|command")
      ->capture_default_str();
  app->add_option("--report", options->reports,
                  "Write the run's traces in this format to standard error, or to this file; may be repeated")
      ->type_name("FORMAT|FILE")
      ->allow_extra_args(false);
  app->add_option("--compare-with", options->compare_with,
                  "Show what got worse against these runs, such as 'main-*~10'; see tracewh compare")
      ->type_name("RUNS");
  declare_comparison(*app, options->comparison);
  app->add_flag("--fail-on-regression", options->fail_on_regression,
                "Exit with 2 when the comparison finds a regression");
  app->add_flag("--join", options->join,
                "Store which traces belong together before it is reported and judged, see tracewh join");
  app->add_option("--wait", options->wait, "How long to wait for spans when the command has ended")
      ->type_name("DURATION")
      ->capture_default_str();
  declare_lock_timeout(*app, options->lock_timeout);
  app->add_option("command", options->command, "The command and its arguments, behind --")->required();
  app->footer(
      "The command gets the addresses of receivers, by the variables that\n"
      "OpenTelemetry's SDKs read.\n"
      "The exit status is the command's; 2 when --fail-on finds something, 4 when there\n"
      "are no spans to ask about, 1 instead of 0 when spans could not be stored.\n"
      "Examples:\n"
      "  tracewh run -- pytest tests/\n"
      "  tracewh run --run \"$BUILD\" --fail-on failed -- make check\n"
      "  tracewh run --fail-on 'slow --min 10s' --report traces.md -- make check");
  return {app, [options, &catalogue, arguments](const Globals& globals, Io& io) {
            std::vector<std::string> command = behind_dashes(arguments);
            if (!command.empty()) options->command = std::move(command);
            return run_command(*options, catalogue, globals, io);
          }};
}

}  // namespace tracewh::cli
