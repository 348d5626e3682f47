#include "cli/report.hpp"

#include "base/error.hpp"
#include "base/json_writer.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/html_report.hpp"
#include "cli/junit_report.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/output_file.hpp"
#include "cli/query_arguments.hpp"
#include "model/row_arrangement.hpp"
#include "render/json_value.hpp"
#include "search/question_text.hpp"
#include "search/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>

namespace tracewh::cli {
namespace {

struct ReportOptions {
  search::GivenArguments scope;
  std::string file;
};

/// Writes the parts of a report as they come.
class ReportWriter {
 public:
  virtual ~ReportWriter() = default;
  virtual void begin(const search::Verdict& verdict) = 0;
  virtual void write(const search::ReportSection& section, const search::Question& question,
                     model::RowStream& rows) = 0;
  virtual void end() = 0;
};

class MarkdownReport final : public ReportWriter {
 public:
  MarkdownReport(const render::Style& style, std::ostream& out) : style_(style), out_(out) {}

  void begin(const search::Verdict& verdict) override {
    out_ << "# Post-mortem\n\n"
         << fmt::format("**{} of {} traces failed.**\n", verdict.failed, verdict.traces);
    for (const std::string& note : verdict.notes) out_ << "\n> " << note << ".\n";
  }

  void write(const search::ReportSection& section, const search::Question& question,
             model::RowStream& rows) override {
    out_ << "\n## " << section.title << "\n\n";
    if (rows.at_end()) {
      out_ << "None.\n";
      return;
    }
    model::ChosenColumns chosen(rows, search::split_words(section.columns));
    render::find_format("markdown")->rows(chosen, style_, out_);
    if (rows.truncated()) {
      out_ << fmt::format(
          "\nOnly the first {}; `tracewh query {} --limit 0`, with the same options, lists all.\n",
          rows.given(), question.query->name);
    }
  }

  void end() override {}

 private:
  render::Style style_;
  std::ostream& out_;
};

class JsonReport final : public ReportWriter {
 public:
  explicit JsonReport(std::ostream& out) : out_(out) {}

  void begin(const search::Verdict& verdict) override {
    std::string text;
    base::JsonWriter json(text, base::JsonEscapes::kVisible);
    json.open('{');
    json.key("traces").count(verdict.traces);
    json.key("failed").count(verdict.failed);
    render::write_texts(json.key("notes"), verdict.notes);
    json.key("sections").open('{');
    out_ << text;
  }

  void write(const search::ReportSection&, const search::Question& question,
             model::RowStream& rows) override {
    out_ << (first_ ? "\n" : ",\n") << '"' << question.query->name << "\":{\"rows\":";
    first_ = false;
    render::find_format("json")->rows(rows, {}, out_);
    out_ << ",\"truncated\":" << (rows.truncated() ? "true" : "false") << '}';
  }

  void end() override { out_ << "\n}}\n"; }

 private:
  std::ostream& out_;
  bool first_ = true;
};

/// The format that is asked for, else that of the file's name, else Markdown.
std::string format_name(const ReportOptions& options, const Globals& globals) {
  const std::string extension = std::filesystem::path(options.file).extension();
  const render::Format& format = chosen_format(globals, extension == ".json"   ? "json"
                                                        : extension == ".xml"  ? "junit"
                                                        : extension == ".html" ? "html"
                                                                               : "markdown");
  constexpr std::array<std::string_view, 4> kNames{"markdown", "json", "junit", "html"};
  require_format(std::ranges::find(kNames, format.name) != kNames.end(), format, "reports",
                 "markdown, json, junit or html");
  return std::string(format.name);
}

void require_traces(bool there_are_any) {
  if (there_are_any) return;
  throw base::Error(base::ErrorCode::kUnanswerable, "there are no traces to report on",
                    "tracewh query traces lists what there is");
}

void write_report(store::Reader& reader, const query::Catalogue& catalogue,
                  const search::GivenArguments& scope, ReportWriter& writer) {
  const search::Verdict verdict = search::verdict(reader, catalogue, scope);
  require_traces(verdict.traces > 0);
  writer.begin(verdict);
  for (const search::ReportSection& section : search::report_sections()) {
    const search::Question question = search::section_question(catalogue, section, scope);
    if (section.largest.empty()) {
      writer.write(section, question, *search::ask(reader, question));
      continue;
    }
    const auto rows = search::ask(reader, search::without_limit(question));
    model::SortedRows sorted(*rows, {{std::string(section.largest), true}}, search::limit_of(question));
    writer.write(section, question, sorted);
  }
  writer.end();
}

void write_report(const ReportOptions& options, const query::Catalogue& catalogue, const Globals& globals,
                  const Io& io, std::ostream& out) {
  store::Reader reader = open_reader(globals);
  const std::string format = format_name(options, globals);
  if (format == "junit") return require_traces(write_junit_report(reader, catalogue, options.scope, out));
  if (format == "json") {
    JsonReport writer(out);
    return write_report(reader, catalogue, options.scope, writer);
  }
  if (format == "html") {
    std::ostringstream json;
    JsonReport writer(json);
    write_report(reader, catalogue, options.scope, writer);
    return write_html_report(json.str(), reader, globals.database, catalogue, options.scope, out);
  }
  MarkdownReport writer(style_for(globals, io), out);
  write_report(reader, catalogue, options.scope, writer);
}

int run_report(const ReportOptions& options, const query::Catalogue& catalogue, const Globals& globals,
               Io& io) {
  if (options.file.empty()) {
    write_report(options, catalogue, globals, io, io.out);
    return exit_code::kFine;
  }
  OutputFile output(options.file);
  write_report(options, catalogue, globals, io, output.stream());
  output.commit();
  return exit_code::kFine;
}

}  // namespace

Verb report_verb(CLI::App& root, const query::Catalogue& catalogue) {
  CLI::App* app = root.add_subcommand(
      "report",
      "Write the post-mortem of many traces: what failed and why, where the time went, what to mend");
  auto options = std::make_shared<ReportOptions>();
  const auto scope = std::shared_ptr<search::GivenArguments>(options, &options->scope);
  declare_scope(*app, scope);
  app->add_option("-o,--output", options->file, "Write into this file; .json, .xml and .html choose a format")
      ->type_name("FILE");
  app->footer(
      examples({"tracewh report --run nightly-42 -o report.md", "tracewh report --of 'slow --min 10s'",
                "tracewh report --since -1d --format json", "tracewh report --run nightly-42 -o results.xml",
                "tracewh report --run nightly-42 -o report.html"}));
  return {app, [options, &catalogue](const Globals& globals, Io& io) {
            return run_report(*options, catalogue, globals, io);
          }};
}

}  // namespace tracewh::cli
