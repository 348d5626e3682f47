#include "cli/run_report.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"
#include "cli/junit_report.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/output_file.hpp"
#include "cli/trace_output.hpp"
#include "search/question.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

namespace tracewh::cli {
namespace {

// What people read on a terminal; files get all.
constexpr const char* kTracesShown = "50";
constexpr const char* kAllTraces = "0";

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kFormatOfExtension{{
    {".txt", "table"},
    {".json", "json"},
    {".jsonl", "jsonl"},
    {".csv", "csv"},
    {".tsv", "tsv"},
    {".md", "markdown"},
    {".xml", "junit"},
}};

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const render::Format& format : render::formats()) names.emplace_back(format.name);
  return names;
}

/// The outcomes of the run's tasks, into a file or, without one, to standard output.
void write_results(store::Reader& reader, const query::Catalogue& catalogue, const std::string& run,
                   const std::string& file, Io& io) {
  const search::GivenArguments scope{.texts = {{"run", run}}};
  if (file.empty()) {
    write_junit_report(reader, catalogue, scope, io.out);
    return;
  }
  OutputFile output(file);
  write_junit_report(reader, catalogue, scope, output.stream());
  output.commit();
}

void tell_of_more_traces(const std::string& run, Io& io) {
  io.out.flush();
  fmt::print(io.err, "the run has more traces; tracewh query traces --run '{}' --limit 0 shows all\n", run);
}

}  // namespace

RunReports::RunReports(const std::vector<std::string>& wanted) {
  for (const std::string& text : wanted) {
    const std::string extension = std::filesystem::path(text).extension();
    const auto* found =
        std::ranges::find(kFormatOfExtension, extension, [](const auto& entry) { return entry.first; });
    if (found != kFormatOfExtension.end()) {
      // What cannot be written is told before the command runs.
      require_writable(text);
      reports_.push_back({std::string(found->second), text});
    } else if (render::find_format(text) != nullptr) {
      reports_.push_back({text, ""});
    } else {
      throw base::Error(
          base::ErrorCode::kUsage,
          fmt::format("--report: '{}' is neither a format nor a file whose name tells its format", text),
          base::did_you_mean(text, format_names(),
                             "name a format, such as tree, or a file that ends in .txt, .json, .jsonl, .csv, "
                             ".tsv, .md or .xml"));
    }
  }
  if (std::ranges::find(reports_, std::string(), &Report::file) == reports_.end()) {
    reports_.push_back({"table", ""});
  }
}

void RunReports::write(const query::Catalogue& catalogue, const std::string& run, const Globals& globals,
                       Io& io) const {
  store::Reader reader = open_reader(globals);
  const query::QueryDefinition& traces = catalogue.get("traces");
  // They name options that `run` does not have.
  Globals without_hints = globals;
  without_hints.quiet = true;
  for (const auto& [format_name, file] : reports_) {
    if (format_name == "junit") {
      if (!file.empty() || !globals.quiet) write_results(reader, catalogue, run, file, io);
      continue;
    }
    const render::Format& format = *render::find_format(format_name);
    search::Question question{&traces, {}};
    question.given.texts = {{"run", run}, {"limit", file.empty() ? kTracesShown : kAllTraces}};
    const auto rows = search::ask(reader, question);
    if (!file.empty()) {
      OutputFile output(file);
      Io file_io{output.stream(), io.err, io.drawn_err};
      write_answer(reader, question, *rows, format, false, globals, file_io);
      output.commit();
    } else if (rows->at_end()) {
      if (!globals.quiet) io.err << "tracewh: no spans came from the command\n";
    } else if (!globals.quiet) {
      write_answer(reader, question, *rows, format, false, without_hints, io);
      if (rows->truncated()) tell_of_more_traces(run, io);
    }
  }
}

}  // namespace tracewh::cli
