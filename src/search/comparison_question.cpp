#include "search/comparison_question.hpp"

#include "analysis/cells.hpp"
#include "base/error.hpp"
#include "model/ids.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace tracewh::search {
namespace {

using compare::Level, compare::Metric;

MeasureChoice choice_of(const ComparisonOptions& options) {
  MeasureChoice choice;
  for (const std::string& level : options.levels) choice.levels.insert(compare::find_level(level));
  for (const std::string& metric : options.metrics) choice.metrics.insert(compare::find_metric(metric).name);
  if (choice.levels.empty())
    choice.levels = {Level::kOperation, Level::kTaskType, Level::kWorker, Level::kModel, Level::kRun};
  if (!choice.metrics.empty()) return choice;
  // What asks for nothing more is answered from the totals.
  const bool asks_for_paths = choice.levels.contains(Level::kPath);
  for (const Metric& metric : compare::metrics()) {
    if (!reads_spans(Level::kOperation, metric) || (asks_for_paths && metric.name == "self_time"))
      choice.metrics.insert(metric.name);
  }
  return choice;
}

compare::Rules rules_of(const ComparisonOptions& options) {
  compare::Rules rules;
  for (const std::string& text : options.tolerances) rules.tolerances.set(text);
  rules.single_run = options.single_run;
  return rules;
}

void require_runs(const RunSide& side, const std::string& text, const char* option) {
  if (!side.runs.empty()) return;
  throw base::Error(base::ErrorCode::kUnanswerable, fmt::format("{}: no run is named '{}'", option, text),
                    fmt::format("tracewh --db {} query runs lists them", side.reader.file().string()));
}

model::Value number_cell(const std::optional<double>& number) {
  return number ? model::Value(*number) : model::Value();
}

std::string traces_text(const std::vector<model::TraceId>& traces) {
  std::vector<std::string> ids;
  for (const model::TraceId& trace : traces) ids.push_back(model::to_string(trace));
  return fmt::format("{}", fmt::join(ids, " "));
}

}  // namespace

std::vector<ComparedRow> compare_runs(const ComparisonOptions& options, store::Reader& base_reader,
                                      const std::string& base, store::Reader& head_reader,
                                      const std::string& head) {
  const MeasureChoice choice = choice_of(options);
  const compare::Rules rules = rules_of(options);
  std::vector<StoredRun> base_runs = runs_by_start(base_reader);
  const RunSide head_side{head_reader, select_runs(runs_by_start(head_reader), head)};
  // Also of a database that was made of this one: a run is not compared with itself.
  std::erase_if(base_runs, [&](const StoredRun& run) {
    return std::ranges::find(head_side.runs, run.name, &StoredRun::name) != head_side.runs.end();
  });
  const RunSide base_side{base_reader, select_runs(base_runs, base)};
  require_runs(head_side, head, "--head");
  require_runs(base_side, base, "--base");
  return compare_sides(base_side, head_side, choice, rules);
}

model::RowSet exact_rows(const std::vector<ComparedRow>& rows) {
  model::RowSet set;
  set.columns = {"level",   "key",         "metric",      "unit",    "base",    "head",
                 "change",  "change_low",  "change_high", "p_value", "q_value", "evidence",
                 "verdict", "base_traces", "head_traces", "grew"};
  for (const auto& [row, grew] : rows) {
    set.rows.push_back({analysis::text_cell(compare::level_name(row.level)), analysis::text_cell(row.key),
                        analysis::text_cell(row.metric->name),
                        analysis::text_cell(compare::unit_name(row.metric->unit)), number_cell(row.base),
                        number_cell(row.head), number_cell(row.change), number_cell(row.change_low),
                        number_cell(row.change_high), number_cell(row.p_value), number_cell(row.q_value),
                        analysis::text_cell(compare::evidence_name(row.evidence)),
                        analysis::text_cell(compare::verdict_name(row.verdict)),
                        analysis::text_cell(traces_text(row.base_traces)),
                        analysis::text_cell(traces_text(row.head_traces)), analysis::text_cell(grew)});
  }
  return set;
}

}  // namespace tracewh::search
