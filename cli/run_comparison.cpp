#include "cli/run_comparison.hpp"

#include "analysis/cells.hpp"
#include "cli/open_reader.hpp"
#include "model/ids.hpp"
#include "render/junit.hpp"
#include "render/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace tracewh::cli {
namespace {

using compare::Unit;
using search::ComparedRow;

std::string traces_text(const std::vector<model::TraceId>& traces, const render::Style& style = {}) {
  std::vector<std::string> ids;
  for (const model::TraceId& trace : traces)
    ids.push_back(render::short_trace_id(model::to_string(trace), style));
  return fmt::format("{}", fmt::join(ids, " "));
}

/// A value in its unit; of a change with its sign.
std::string value_text(double value, Unit unit, bool is_change, const render::Style& style) {
  const std::string sign = is_change && value > 0 ? "+" : "";
  switch (unit) {
    case Unit::kNanoseconds:
      return (value < 0 ? "-" : sign) +
             render::duration_text(static_cast<std::int64_t>(std::llround(std::abs(value))), style);
    case Unit::kShare:
      return fmt::format("{}{:.2f} %", sign, value * 100);
    default:
      return fmt::format("{}{:.4g}", sign, value);
  }
}

std::string text_or_nothing(const std::optional<double>& value, Unit unit, const render::Style& style) {
  return value ? value_text(*value, unit, false, style) : std::string();
}

std::string change_text(const compare::Row& row, const render::Style& style) {
  if (!row.change) return {};
  std::string text = value_text(*row.change, row.metric->unit, true, style);
  if (row.metric->unit != Unit::kShare && row.base.value_or(0) != 0)
    text += fmt::format(" ({:+.1f} %)", *row.change / *row.base * 100);
  return text;
}

std::string q_text(const std::optional<double>& q_value) {
  return q_value ? fmt::format("{:.3f}", *q_value) : std::string();
}

}  // namespace

void declare_comparison(CLI::App& app, search::ComparisonOptions& options) {
  app.add_option("--level", options.levels,
                 "Compare at this level: operation, path, task_type, worker, model or run; may be repeated; "
                 "else at all but path")
      ->type_name("LEVEL")
      ->allow_extra_args(false);
  app.add_option("--metric", options.metrics,
                 "Compare this metric; may be repeated; else all that the totals of runs tell")
      ->type_name("METRIC")
      ->allow_extra_args(false);
  app.add_option(
         "--tolerance", options.tolerances,
         "Changes that do not matter, such as 10%,1ms, or of one metric, such as error_rate=0.5%; may "
         "be repeated")
      ->type_name("TOLERANCE")
      ->allow_extra_args(false);
  app.add_flag("--single-run", options.single_run,
               "Go by too few runs, too: by the spread of those that there are, or by chance within runs");
}

std::vector<ComparedRow> compare_runs(const search::ComparisonOptions& options, const std::string& base,
                                      const std::string& base_database, const std::string& head,
                                      const Globals& globals) {
  store::Reader head_reader = open_reader(globals);
  Globals base_globals = globals;
  if (!base_database.empty()) base_globals.database = base_database;
  store::Reader base_reader = open_reader(base_globals);
  return search::compare_runs(options, base_reader, base, head_reader, head);
}

model::RowSet readable_rows(const std::vector<ComparedRow>& rows, const render::Style& style) {
  model::RowSet set;
  set.columns = {"verdict", "level",   "key",  "metric",      "base",       "head",
                 "change",  "q_value", "grew", "base_traces", "head_traces"};
  set.gives_way = {"level", "q_value", "base_traces", "grew", "head_traces"};
  for (const auto& [row, grew] : rows) {
    const Unit unit = row.metric->unit;
    set.rows.push_back(
        {analysis::text_cell(compare::verdict_name(row.verdict)),
         analysis::text_cell(compare::level_name(row.level)), analysis::text_cell(row.key),
         analysis::text_cell(row.metric->name), analysis::text_cell(text_or_nothing(row.base, unit, style)),
         analysis::text_cell(text_or_nothing(row.head, unit, style)),
         analysis::text_cell(change_text(row, style)), analysis::text_cell(q_text(row.q_value)),
         analysis::text_cell(grew), analysis::text_cell(traces_text(row.base_traces, style)),
         analysis::text_cell(traces_text(row.head_traces, style))});
  }
  return set;
}

void write_junit(const std::vector<ComparedRow>& rows, const render::Style& style, std::ostream& out) {
  render::TestReport report("tracewh compare");
  for (const ComparedRow& compared : rows) {
    const compare::Row& row = compared.row;
    const std::string_view level = compare::level_name(row.level);
    render::TestCase result{.name = fmt::format("{} {}", row.metric->name, row.key),
                            .class_name = fmt::format("compare.{}", level)};
    const std::string told =
        fmt::format("{}: {} before, {} now, {}", compare::verdict_name(row.verdict),
                    text_or_nothing(row.base, row.metric->unit, style),
                    text_or_nothing(row.head, row.metric->unit, style), change_text(row, style));
    if (row.verdict == compare::Verdict::kRegression) {
      result.failure = {told, "regression",
                        fmt::format("q = {}\nbefore: {}\nnow: {}\n{}", q_text(row.q_value),
                                    traces_text(row.base_traces), traces_text(row.head_traces),
                                    compared.grew.empty() ? "" : "on the critical path: " + compared.grew)};
    } else if (row.verdict == compare::Verdict::kInsufficient) {
      result.skipped = "these runs are too few to tell";
    } else {
      result.output = told;
    }
    report.add(std::string(level), std::move(result));
  }
  report.write(out);
}

std::string verdict_counts(const std::vector<ComparedRow>& rows) {
  std::map<compare::Verdict, std::size_t> counts;
  for (const ComparedRow& row : rows) ++counts[row.row.verdict];
  std::vector<std::string> parts;
  for (const auto& [verdict, count] : counts)
    parts.push_back(fmt::format("{} {}", count, compare::verdict_name(verdict)));
  return fmt::format("{}", fmt::join(parts, ", "));
}

bool any_regression(const std::vector<ComparedRow>& rows) {
  return std::ranges::any_of(
      rows, [](const ComparedRow& row) { return row.row.verdict == compare::Verdict::kRegression; });
}

}  // namespace tracewh::cli
