#include "cli/junit_report.hpp"

#include "model/row_arrangement.hpp"
#include "render/junit.hpp"
#include "search/question_text.hpp"
#include "search/report.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace tracewh::cli {
namespace {

constexpr search::ReportSection kOutcomes{
    "Outcomes", "outcomes --limit 0",
    "outcome name service worker_id task_name duration_ns message evidence trace_id cause_span_id "
    "cause_worker_id path"};

/// A row of the columns of `kOutcomes`.
class Outcome {
 public:
  explicit Outcome(const model::Row& row) : row_(row) {}

  std::string service() const {
    const std::string told = text(kService);
    return told.empty() ? "unknown_service" : told;
  }

  render::TestCase test_case() const {
    render::TestCase result{.name = text(kName), .class_name = text(kWorker)};
    if (result.class_name.empty()) result.class_name = service();
    if (const std::string task_name = text(kTaskName); !task_name.empty()) result.name += ": " + task_name;
    if (const auto* duration_ns = std::get_if<std::int64_t>(&row_[kDuration]))
      result.duration_ns = *duration_ns;
    const std::string outcome = text(kOutcome);
    if (outcome == "failed") {
      result.failure = render::TestFailure{message(), text(kEvidence), story()};
    } else if (outcome == "unfinished") {
      result.skipped = "it has no end";
    } else if (outcome != "passed") {
      result.output = fmt::format("{}: {}\n{}", outcome, message(), story());
    }
    return result;
  }

 private:
  enum Column {
    kOutcome,
    kName,
    kService,
    kWorker,
    kTaskName,
    kDuration,
    kMessage,
    kEvidence,
    kTrace,
    kCause,
    kCauseWorker,
    kPath,
  };

  std::string text(Column column) const {
    const auto* found = std::get_if<std::string>(&row_[column]);
    return found == nullptr ? std::string() : *found;
  }

  std::string message() const {
    const std::string told = text(kMessage);
    return told.empty() ? "no message; evidence: " + text(kEvidence) : told;
  }

  /// Where the failure began, and how to see it.
  std::string story() const {
    const std::string worker = text(kCauseWorker);
    return fmt::format("{}\n{}tracewh trace {} --span {}\n", text(kPath),
                       worker.empty() ? "" : "worker " + worker + '\n', text(kTrace), text(kCause));
  }

  const model::Row& row_;
};

}  // namespace

bool write_junit_report(store::Reader& reader, const query::Catalogue& catalogue,
                        const search::GivenArguments& scope, std::ostream& out) {
  const auto answer = search::ask(reader, search::section_question(catalogue, kOutcomes, scope));
  model::ChosenColumns rows(*answer, search::split_words(kOutcomes.columns));
  const auto run = scope.texts.find("run");
  render::TestReport report(run == scope.texts.end() ? "tracewh" : run->second);
  while (const model::Row* row = rows.next()) {
    const Outcome outcome(*row);
    report.add(outcome.service(), outcome.test_case());
  }
  for (const std::string& note : rows.notes()) report.add_note(note);
  report.write(out);
  return rows.given() > 0;
}

}  // namespace tracewh::cli
