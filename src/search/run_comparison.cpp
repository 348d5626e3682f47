#include "search/run_comparison.hpp"

#include "search/regression_examples.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace tracewh::search {
namespace {

// With fewer runs a side, chance within them is what there is to go by; see README.
constexpr std::size_t kFewRuns = 4;

// Regressions that are explained: each costs a look at two traces.
constexpr std::size_t kExplained = 20;

/// In the order of the names, so that the same runs give the same measures.
using MeasureKey = std::tuple<RunKey, std::string_view>;
using Measures = std::map<MeasureKey, compare::Measure>;

void collect(const RunSide& side, const MeasureChoice& choice,
             std::vector<compare::Sample> compare::Measure::*samples, Measures& measures) {
  for (std::uint32_t i = 0; i < side.runs.size(); ++i) {
    for (RunValue& value : run_values(side.reader, side.runs[i], choice)) {
      compare::Measure& measure = measures[{value.key, value.metric->name}];
      measure.level = value.key.level;
      measure.key = value.key.key;
      measure.metric = value.metric;
      // Operations whose names were made to look alike must not count as two runs.
      std::vector<compare::Sample>& of_side = measure.*samples;
      if (!of_side.empty() && of_side.back().run == i) continue;
      of_side.push_back({i, value.value, value.observations, value.standard_error});
    }
  }
}

bool counts_what_is_not_there(const compare::Metric& metric) {
  return metric.unit == compare::Unit::kCalls || metric.unit == compare::Unit::kTokens ||
         metric.unit == compare::Unit::kCost;
}

/// Gives runs without calls their zero, where other runs of the side have some.
void fill_zeros(std::vector<compare::Sample>& samples, std::size_t runs) {
  if (samples.empty() || samples.size() == runs) return;
  std::vector<compare::Sample> filled;
  auto next = samples.begin();
  for (std::uint32_t run = 0; run < runs; ++run) {
    if (next != samples.end() && next->run == run) {
      filled.push_back(*next++);
    } else {
      filled.push_back({run, 0, 0, std::nullopt});
    }
  }
  samples = std::move(filled);
}

}  // namespace

std::vector<ComparedRow> compare_sides(const RunSide& base, const RunSide& head, MeasureChoice choice,
                                       const compare::Rules& rules) {
  choice.within_runs = std::min(base.runs.size(), head.runs.size()) < kFewRuns;
  Measures measures;
  collect(base, choice, &compare::Measure::base, measures);
  collect(head, choice, &compare::Measure::head, measures);
  std::vector<compare::Measure> all;
  for (auto& [key, measure] : measures) {
    if (counts_what_is_not_there(*measure.metric)) {
      fill_zeros(measure.base, base.runs.size());
      fill_zeros(measure.head, head.runs.size());
    }
    all.push_back(std::move(measure));
  }
  std::vector<ComparedRow> rows;
  for (compare::Row& row : compare::compare_runs(std::move(all), rules)) rows.push_back({std::move(row), {}});
  const auto regressions = static_cast<std::size_t>(std::ranges::count_if(
      rows, [](const ComparedRow& row) { return row.row.verdict == compare::Verdict::kRegression; }));
  explain_regressions(base, head, std::span(rows).first(std::min(regressions, kExplained)));
  return rows;
}

}  // namespace tracewh::search
