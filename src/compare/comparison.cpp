#include "compare/comparison.hpp"

#include "analysis/significance.hpp"
#include "compare/estimated_row.hpp"
#include "compare/relabelling.hpp"
#include "compare/shift.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

namespace tracewh::compare {
namespace {

constexpr double kSignificant = 0.05;

// In the order of Verdict and of Evidence.
constexpr std::array<std::string_view, 7> kVerdicts{"regression", "improvement", "noise",    "insufficient",
                                                    "new",        "gone",        "unchanged"};
constexpr std::array<std::string_view, 4> kEvidence{"", "runs", "spread", "within_run"};

std::uint32_t run_count(std::span<const Measure> measures, std::vector<Sample> Measure::*side) {
  std::uint32_t count = 0;
  for (const Measure& measure : measures)
    for (const Sample& sample : measure.*side) count = std::max(count, sample.run + 1);
  return count;
}

/// The rows before they are judged together, and those of them that are told by runs against runs.
struct Estimates {
  std::vector<Row> rows;
  std::vector<std::size_t> by_runs;
  std::vector<RunValues> values;  ///< parallel to `by_runs`
};

Estimates estimate(std::span<const Measure> measures, std::uint32_t base_runs, std::uint32_t head_runs) {
  Estimates estimates;
  ShiftEstimator shifts;
  for (const Measure& measure : measures) {
    estimates.rows.push_back(estimated_row(measure, shifts));
    if (estimates.rows.back().evidence != Evidence::kRuns) continue;
    estimates.by_runs.push_back(estimates.rows.size() - 1);
    RunValues& values = estimates.values.emplace_back(base_runs + head_runs);
    for (const Sample& sample : measure.base) values[sample.run] = sample.value;
    for (const Sample& sample : measure.head) values[base_runs + sample.run] = sample.value;
  }
  return estimates;
}

/// Corrects the p-values of the rows that are not told by runs against runs.
void correct_others(std::vector<Row>& rows) {
  std::vector<Row*> others;
  std::vector<double> p_values;
  for (Row& row : rows) {
    if (row.evidence == Evidence::kRuns || !row.p_value) continue;
    others.push_back(&row);
    p_values.push_back(*row.p_value);
  }
  const std::vector<double> rates = analysis::false_discovery_rates(p_values);
  for (std::size_t i = 0; i < others.size(); ++i) others[i]->q_value = rates[i];
}

Verdict verdict_on(const Row& row, const Rules& rules) {
  if (row.head && !row.base) return Verdict::kNew;
  if (row.base && !row.head) return Verdict::kGone;
  if (!row.q_value || (row.evidence != Evidence::kRuns && !rules.single_run)) return Verdict::kInsufficient;
  const Tolerance tolerance = rules.tolerances.of(*row.metric);
  const double allowed = std::max(tolerance.relative * std::abs(*row.base), tolerance.absolute);
  if (*row.q_value <= kSignificant && std::abs(*row.change) > allowed)
    return *row.change > 0 ? Verdict::kRegression : Verdict::kImprovement;
  return *row.change_low >= -allowed && *row.change_high <= allowed ? Verdict::kUnchanged : Verdict::kNoise;
}

/// What rows are sorted by: the clearest and largest first, then as they are named.
auto rank_of(const Row& row) {
  const double change = std::abs(row.change.value_or(0));
  const double base = std::abs(row.base.value_or(0));
  const double part = base > 0 ? change / base : change > 0 ? std::numeric_limits<double>::max() : 0;
  return std::tuple(row.verdict, row.q_value.value_or(1), -part, row.level, std::string_view(row.key),
                    row.metric - metrics().data());
}

}  // namespace

std::string_view verdict_name(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }

std::string_view evidence_name(Evidence evidence) { return kEvidence[static_cast<std::size_t>(evidence)]; }

std::vector<Row> compare_runs(std::span<const Measure> measures, const Rules& rules) {
  const std::uint32_t base_runs = run_count(measures, &Measure::base);
  const std::uint32_t head_runs = run_count(measures, &Measure::head);
  Estimates estimates = estimate(measures, base_runs, head_runs);
  if (!estimates.values.empty()) {
    const auto tested = relabelling_test(estimates.values, base_runs, head_runs);
    for (std::size_t i = 0; i < tested.size(); ++i) {
      estimates.rows[estimates.by_runs[i]].p_value = tested[i].p_value;
      estimates.rows[estimates.by_runs[i]].q_value = tested[i].q_value;
    }
  }
  correct_others(estimates.rows);
  for (Row& row : estimates.rows) row.verdict = verdict_on(row, rules);
  std::ranges::sort(estimates.rows, {}, rank_of);
  return std::move(estimates.rows);
}

}  // namespace tracewh::compare
