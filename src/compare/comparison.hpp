#pragma once

#include "compare/measure.hpp"
#include "compare/tolerances.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tracewh::compare {

enum class Verdict : std::uint8_t {
  kRegression,
  kImprovement,
  kNoise,         ///< whether it changed by more than the tolerance cannot be told from these runs
  kInsufficient,  ///< so few runs could not have told
  kNew,           ///< only the head has it
  kGone,          ///< only the base has it
  kUnchanged,     ///< the whole interval is within the tolerance
};

/// `regression`, `improvement`, `noise`, `insufficient`, `new`, `gone`, `unchanged`.
std::string_view verdict_name(Verdict verdict);

/// What the interval and the p-value of a row are made of.
enum class Evidence : std::uint8_t {
  kNone,
  kRuns,       ///< runs against runs, whatever their distribution
  kSpread,     ///< too few runs for that: against how far runs differ, which is taken to be normal
  kWithinRun,  ///< one or two runs a side: chance within runs alone, which says nothing of others
};

/// `runs`, `spread`, `within_run`; empty for none.
std::string_view evidence_name(Evidence evidence);

/// One metric of one thing: how the head compares with the base. Values are in the metric's unit.
struct Row {
  Level level = Level::kOperation;
  std::string key;
  const Metric* metric = nullptr;
  std::optional<double> base{};  ///< the median over runs
  std::optional<double> head{};
  std::optional<double> change{};      ///< the median of what a run of the head is above one of the base
  std::optional<double> change_low{};  ///< the interval of 95 % confidence around it
  std::optional<double> change_high{};
  std::optional<double> p_value{};  ///< two-sided: of a difference so clear when there is none
  std::optional<double> q_value{};  ///< the same, of any in all rows
  Evidence evidence = Evidence::kNone;
  Verdict verdict = Verdict::kInsufficient;
  std::vector<model::TraceId> base_traces;
  std::vector<model::TraceId> head_traces;
};

struct Rules {
  Tolerances tolerances;
  bool single_run = false;  ///< whether anything but `insufficient` is said without evidence from runs
};

/// A row for each measure: regressions first, then in the order of verdicts, within one by q-value, then by
/// the size of the change as a part of the base, the clearest first. The same measures give the same rows.
std::vector<Row> compare_runs(std::span<const Measure> measures, const Rules& rules);

}  // namespace tracewh::compare
