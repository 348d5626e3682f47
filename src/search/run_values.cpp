#include "search/run_values.hpp"

#include "compare/standard_error.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"
#include "search/run_value_list.hpp"
#include "search/tree_loader.hpp"
#include "search/tree_values.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <variant>

namespace tracewh::search {
namespace {

using compare::Level;
using query::kRunDurations, query::kRunMeasures, query::kRunTotals, query::kRunTraces;

constexpr double kBillion = 1e9;

using Durations = std::map<RunKey, std::vector<compare::ValueCount>>;

template <const query::InternalQuery& query>
RunKey key_of(const store::Statement& row) {
  const Level level = compare::find_level(row.text(query["level"]));
  const std::string_view name = row.text(query["name"]);
  if (level != Level::kOperation) return {level, std::string(name)};
  const auto role = static_cast<model::Role>(row.integer(query["role"]));
  return {level, operation_key(row.text(query["service"]), name, role)};
}

std::optional<double> real_or_none(const store::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::get<double>(row.cell(column));
}

store::Statement rows_of(store::Reader& reader, const query::InternalQuery& query, const StoredRun& run) {
  store::Statement rows = query::prepare(reader, query);
  rows.bind(1, run.id);
  return rows;
}

/// What a summary tells of the run; none when it is none.
std::optional<std::vector<RunValue>> summarized_values(store::Reader& reader, const StoredRun& run,
                                                       const MeasureChoice& choice) {
  store::Statement rows = rows_of(reader, kRunMeasures, run);
  if (!rows.step()) return std::nullopt;
  std::vector<RunValue> values;
  do {
    const Level level = compare::find_level(rows.text(kRunMeasures["level"]));
    const compare::Metric& metric = compare::find_metric(rows.text(kRunMeasures["metric"]));
    if (!choice.wants(level, metric)) continue;
    values.push_back({{level, std::string(rows.text(kRunMeasures["key"]))},
                      &metric,
                      real_or_none(rows, kRunMeasures["value"]).value_or(0),
                      static_cast<std::uint64_t>(rows.integer(kRunMeasures["observations"])),
                      real_or_none(rows, kRunMeasures["standard_error"])});
  } while (rows.step());
  return values;
}

Durations durations_of(store::Reader& reader, const StoredRun& run) {
  Durations durations;
  store::Statement rows = rows_of(reader, kRunDurations, run);
  while (rows.step()) {
    durations[key_of<kRunDurations>(rows)].push_back(
        {static_cast<double>(rows.integer(kRunDurations["duration_ns"])),
         static_cast<std::uint64_t>(rows.integer(kRunDurations["spans"]))});
  }
  return durations;
}

/// A row of the totals of a run.
struct Total {
  RunKey key;
  model::Role role = model::Role::kOther;
  CallSums sums;
  std::uint64_t ended = 0;
  double total_ns = 0;
  double p50_ns = 0;
  double p95_ns = 0;
};

std::vector<Total> totals_of(store::Reader& reader, const StoredRun& run) {
  std::vector<Total> totals;
  store::Statement rows = rows_of(reader, kRunTotals, run);
  while (rows.step()) {
    Total& total = totals.emplace_back();
    total.key = key_of<kRunTotals>(rows);
    total.role = static_cast<model::Role>(rows.integer(kRunTotals["role"]));
    total.sums = {static_cast<std::uint64_t>(rows.integer(kRunTotals["spans"])),
                  static_cast<std::uint64_t>(rows.integer(kRunTotals["errors"])),
                  rows.integer(kRunTotals["input_tokens"]) + rows.integer(kRunTotals["output_tokens"]),
                  static_cast<double>(rows.integer(kRunTotals["cost_billionths"])) / kBillion};
    total.ended = static_cast<std::uint64_t>(rows.integer(kRunTotals["ended"]));
    total.total_ns = static_cast<double>(rows.integer(kRunTotals["total_ns"]));
    total.p50_ns = static_cast<double>(rows.integer(kRunTotals["p50_ns"]));
    total.p95_ns = static_cast<double>(rows.integer(kRunTotals["p95_ns"]));
  }
  return totals;
}

void add_durations(const Total& total, const Durations& durations, RunValueList& values) {
  if (total.ended == 0) return;
  const auto at = durations.find(total.key);
  const auto counts = at == durations.end() ? std::span<const compare::ValueCount>() : std::span(at->second);
  values.add(total.key, "duration_p50", total.p50_ns, total.ended, compare::percentile_error(counts, 50));
  values.add(total.key, "duration_p95", total.p95_ns, total.ended, compare::percentile_error(counts, 95));
  values.add(total.key, "duration_mean", total.total_ns / static_cast<double>(total.ended), total.ended,
             compare::mean_error(counts));
}

/// What all spans of a run are together.
CallSums sums_of_run(const std::vector<Total>& totals) {
  CallSums sums;
  for (const Total& total : totals) {
    if (total.key.level != Level::kOperation) continue;
    sums.spans += total.sums.spans;
    sums.errors += total.sums.errors;
    sums.tokens += total.sums.tokens;
    sums.cost += total.sums.cost;
  }
  return sums;
}

std::uint64_t tasks_of(const std::vector<Total>& totals, const StoredRun& run) {
  std::uint64_t tasks = 0;
  for (const Total& total : totals) tasks += total.role == model::Role::kTask ? total.sums.spans : 0;
  return tasks == 0 ? run.traces : tasks;
}

bool any_reads_spans(const MeasureChoice& choice) {
  return std::ranges::any_of(choice.levels, [&](Level level) {
    return std::ranges::any_of(compare::metrics(), [&](const compare::Metric& metric) {
      return choice.wants(level, metric) && reads_spans(level, metric);
    });
  });
}

void add_trees(store::Reader& reader, const StoredRun& run, const MeasureChoice& choice,
               RunValueList& values) {
  TreeValues trees(choice);
  TreeLoader loader(reader, {}, trees.reads_payloads() ? query::Payloads::kLoad : query::Payloads::kLeave);
  std::vector<query::TraceKey> traces;
  store::Statement rows = rows_of(reader, kRunTraces, run);
  while (rows.step()) traces.push_back(query::read_trace_key(rows));
  for (const query::TraceKey& trace : traces) trees.add(loader.tree(trace));
  trees.finish(values);
}

}  // namespace

bool reads_spans(Level level, const compare::Metric& metric) {
  constexpr std::array<std::string_view, 3> kOfTrees{"self_time", "critical_path_share", "queue_time"};
  return level == Level::kPath || std::ranges::find(kOfTrees, metric.name) != kOfTrees.end();
}

std::vector<RunValue> run_values(store::Reader& reader, const StoredRun& run, const MeasureChoice& choice) {
  if (auto summarized = summarized_values(reader, run, choice)) return *std::move(summarized);
  const std::vector<Total> totals = totals_of(reader, run);
  RunValueList values(choice, tasks_of(totals, run));
  const Durations durations = choice.within_runs ? durations_of(reader, run) : Durations();
  for (const Total& total : totals) {
    values.add(total.key, total.sums);
    add_durations(total, durations, values);
  }
  if (!totals.empty()) values.add({Level::kRun, {}}, sums_of_run(totals));
  if (run.start_ns && run.end_ns)
    values.add({Level::kRun, {}}, "wall_time", static_cast<double>(*run.end_ns - *run.start_ns), 1);
  if (any_reads_spans(choice)) add_trees(reader, run, choice, values);
  return values.take();
}

}  // namespace tracewh::search
