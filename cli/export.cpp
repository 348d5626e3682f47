#include "cli/export.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/named_format.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/output_file.hpp"
#include "cli/query_arguments.hpp"
#include "cli/safe_stream.hpp"
#include "cli/wrapped_text.hpp"
#include "encode/formats.hpp"
#include "query/trace_loader.hpp"
#include "search/matched_trace.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

// About a message of the Collector; two or three of them are in memory at a time.
constexpr query::ChunkLimit kChunk{512, std::size_t{4} << 20};

constexpr const char* kStandardOutput = "-";

struct ExportOptions {
  std::vector<std::string> traces;
  std::string query;
  bool all = false;
  std::string to;
  std::string output = kStandardOutput;
};

const encode::Format& chosen_format(const std::string& name) {
  return named_format(encode::formats(), "--to", name);
}

/// The query that finds the traces, if one does.
std::optional<search::Question> chosen_question(const ExportOptions& options,
                                                const query::Catalogue& catalogue,
                                                const search::GivenArguments& given) {
  const int ways = (options.traces.empty() ? 0 : 1) + (options.query.empty() ? 0 : 1) + (options.all ? 1 : 0);
  if (ways != 1) {
    throw Error(ErrorCode::kUsage, "say which traces to export",
                "give trace IDs, or --query NAME, or --all: one of the three");
  }
  return question_of(catalogue, options.query, given, "use it with --query NAME");
}

using Selected = std::vector<query::TraceKey>;

/// The traces that were asked for by name or by a query.
search::FoundTraces asked_for(store::Reader& reader, const ExportOptions& options,
                              const std::optional<search::Question>& question) {
  if (question) return search::traces_found(reader, *question);
  return {search::traces_named(reader, options.traces), false};
}

/// Each once, in order of arrival.
Selected by_arrival(const std::vector<search::MatchedTrace>& matches) {
  Selected traces;
  for (const search::MatchedTrace& match : matches) traces.push_back(match.trace);
  std::ranges::sort(traces, {}, &query::TraceKey::arrival);
  const auto [end, last] = std::ranges::unique(traces, {}, &query::TraceKey::arrival);
  traces.erase(end, last);
  return traces;
}

/// Reads traces and hands them to an encoder.
class Exporter {
 public:
  Exporter(store::Reader& reader, const encode::Format& format, std::ostream& out)
      : loading_(format.loading),
        outlines_(reader, query::Payloads::kLeave),
        chunks_(reader, query::Payloads::kLoad),
        out_(out),
        encoder_(format.make(out)) {}

  void write(const query::TraceKey& trace) {
    using encode::Loading;
    if (loading_ != Loading::kChunks) {
      outlines_.open(trace);
      auto outline = outlines_.next(query::kWholeTrace);
      // It may have been pruned since it was found.
      if (!outline) return;
      encoder_->outline(std::move(*outline));
      check();
    }
    if (loading_ == Loading::kOutline) return;
    chunks_.open(trace);
    while (auto chunk = chunks_.next(kChunk)) {
      encoder_->write(std::move(*chunk));
      check();
    }
  }

  void finish() { encoder_->finish(); }

 private:
  void check() const {
    if (interrupt_.get()) throw Error(ErrorCode::kInterrupted, "interrupted");
    // Without this, a full disk would be noticed only after the last trace.
    if (!out_) throw Error(ErrorCode::kOperational, "cannot write the output");
  }

  InterruptFlag interrupt_;
  encode::Loading loading_;
  query::TraceLoader outlines_;
  query::TraceLoader chunks_;
  std::ostream& out_;
  std::unique_ptr<encode::Encoder> encoder_;
};

/// Writes the selected traces, or all.
void write_export(store::Reader& reader, const std::optional<Selected>& selected,
                  const encode::Format& format, std::ostream& out) {
  Exporter exporter(reader, format, out);
  const auto write = [&](const query::TraceKey& trace) { exporter.write(trace); };
  if (selected) {
    std::ranges::for_each(*selected, write);
  } else {
    query::each_trace(reader, write);
  }
  exporter.finish();
}

int run_export(const ExportOptions& options, const std::optional<search::Question>& question,
               const Globals& globals, Io& io) {
  const encode::Format& format = chosen_format(options.to);
  // Nobody waits at a prompt for an export as for an answer.
  store::Reader reader = open_reader(globals, kNoTimeout);
  // Before anything is written: traces and queries may turn out not to be there.
  std::optional<Selected> selected;
  search::FoundTraces found;
  if (!options.all) {
    found = asked_for(reader, options, question);
    selected = by_arrival(found.traces);
  }
  if (options.output == kStandardOutput && io.out_is_terminal) {
    SafeStream terminal(io.out);
    write_export(reader, selected, format, terminal);
  } else if (options.output == kStandardOutput) {
    write_export(reader, selected, format, io.out);
  } else {
    OutputFile file(options.output);
    write_export(reader, selected, format, file.stream());
    file.commit();
  }
  tell_of_more(found.truncated, globals, io);
  return exit_code::kFine;
}

constexpr std::size_t kFormatNames = 22;

std::string footer() {
  std::string text = "Formats:\n";
  for (const encode::Format& format : encode::formats()) {
    text += two_columns(std::string(format.name), std::string(format.summary), kFormatNames);
  }
  return text +
         "Examples:\n"
         "  tracewh export 4bf92f --to chrome -o trace.json   one trace, for Perfetto\n"
         "  tracewh export --query failed --since -1d --to jaeger\n"
         "  tracewh export --all --to otlp-json -o all.jsonl  everything, nothing lost";
}

}  // namespace

Verb export_verb(CLI::App& root, const query::Catalogue& catalogue) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* app = root.add_subcommand("export", "Write traces in a form that other programs read");
  app->add_option("trace", options->traces, "A trace ID, or as much of its beginning as is unique");
  app->add_option("--query", options->query,
                  "Take the traces that this query finds; with the options that it has of those below")
      ->type_name("NAME");
  app->add_flag("--all", options->all, "Take all traces");
  app->add_option("--to", options->to, "The format, one of those below")->type_name("FORMAT")->required();
  app->add_option("-o,--output", options->output, "Write to this file, which appears when it is whole")
      ->type_name("FILE")
      ->capture_default_str();
  auto given = std::make_shared<search::GivenArguments>();
  declare_all_parameters(*app, catalogue, given);
  app->footer(footer());
  return {app, [options, given, &catalogue](const Globals& globals, Io& io) {
            return run_export(*options, chosen_question(*options, catalogue, *given), globals, io);
          }};
}

}  // namespace tracewh::cli
