#include "compare/run_history.hpp"

#include "bench/random.hpp"
#include "compare/standard_error.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace tracewh::compare {
namespace {

constexpr std::array<Scenario, 9> kEqual{{
    {.name = "equal, 10 runs against 10"},
    {.name = "equal, 5 against 5", .base_runs = 5, .head_runs = 5},
    {.name = "equal, 10 against 3", .head_runs = 3},
    {.name = "equal, 30 against 30", .base_runs = 30, .head_runs = 30},
    {.name = "equal, heavy tails", .noise = Noise::kHeavyTails},
    {.name = "equal, few spans", .noise = Noise::kFewSpans},
    {.name = "equal, missing runs", .noise = Noise::kMissingRuns},
    {.name = "equal, two machines, 5 against 5",
     .noise = Noise::kTwoMachines,
     .base_runs = 5,
     .head_runs = 5},
    {.name = "equal, 10 against 1, single run", .head_runs = 1, .single_run = true},
}};

constexpr std::array<Scenario, 12> kChanged{{
    {.name = "20 % slower operation", .change = Change::kSlower},
    {.name = "one more call by task", .change = Change::kOneMoreCall},
    {.name = "errors from 1 % to 5 %", .change = Change::kMoreErrors},
    {.name = "30 % more tokens", .change = Change::kMoreTokens},
    {.name = "20 % slower, 5 against 5", .change = Change::kSlower, .base_runs = 5, .head_runs = 5},
    {.name = "20 % slower, 10 against 3", .change = Change::kSlower, .head_runs = 3},
    {.name = "20 % slower, heavy tails", .noise = Noise::kHeavyTails, .change = Change::kSlower},
    {.name = "20 % slower, few spans", .noise = Noise::kFewSpans, .change = Change::kSlower},
    {.name = "20 % slower, missing runs", .noise = Noise::kMissingRuns, .change = Change::kSlower},
    {.name = "more tokens, 10 against 1, single run",
     .change = Change::kMoreTokens,
     .head_runs = 1,
     .single_run = true},
    {.name = "more calls, missing runs", .noise = Noise::kMissingRuns, .change = Change::kOneMoreCall},
    {.name = "renamed operation", .change = Change::kRenamed},
}};

struct Operation {
  std::string_view name;
  double median_ns;
  std::int64_t calls;  ///< by task, one more in one task of five
  bool counts_tokens;
};

constexpr std::array<Operation, 10> kOperations{{
    {"task.review", 9e9, 1, false},
    {"task.merge", 5e9, 1, false},
    {"agent.plan", 3e9, 1, true},
    {"agent.answer", 2e9, 2, true},
    {"worker.run", 4e9, 2, false},
    {"llm.call", 1.5e9, 3, true},
    {"tool.search", 4e8, 2, false},
    {"tool.fetch", 6e8, 1, false},
    {"storage.select", 2e7, 4, false},
    {"message.send", 5e5, 3, false},
}};
constexpr std::string_view kPlanted = "llm.call";

/// What is true of one side; the head of a scenario may differ.
struct Side {
  double slower = 1;
  std::int64_t more_calls = 0;
  double errors = 0.01;
  double tokens = 1;
  std::string_view name = kPlanted;
};

Side head_of(Change change) {
  Side head;
  switch (change) {
    case Change::kNone:
      break;
    case Change::kSlower:
      head.slower = 1.2;
      break;
    case Change::kOneMoreCall:
      head.more_calls = 1;
      break;
    case Change::kMoreErrors:
      head.errors = 0.05;
      break;
    case Change::kMoreTokens:
      head.tokens = 1.3;
      break;
    case Change::kRenamed:
      head.name = "llm.chat";
      break;
  }
  return head;
}

/// What is found of one operation in one run.
struct Seen {
  std::vector<ValueCount> durations;
  std::uint64_t failed = 0;
  double tokens = 0;
};

using Samples = std::map<std::pair<std::string, std::string_view>, std::vector<Sample>>;

double percentile(const std::vector<ValueCount>& ascending, std::size_t percent) {
  return ascending[(ascending.size() * percent + 99) / 100 - 1].value;
}

/// One run after the other, with its noise.
class Simulation {
 public:
  Simulation(Noise noise, std::uint64_t seed) : noise_(noise), random_(seed) {}

  void run(const Side& side, std::uint32_t run, Samples& samples) {
    const double machine = machine_factor();
    const std::int64_t tasks = noise_ == Noise::kFewSpans ? 6 : 60;
    double wall_ns = 0;
    for (const Operation& operation : kOperations) {
      const bool planted = operation.name == kPlanted;
      const Seen seen = call(operation, planted ? side : Side(), machine, tasks);
      for (const ValueCount& duration : seen.durations) wall_ns += duration.value / 8;
      if (noise_ == Noise::kMissingRuns && random_.chance(0.3)) continue;
      const std::string key(planted ? side.name : operation.name);
      const std::uint64_t count = seen.durations.size();
      const auto add = [&](std::string_view metric, double value, std::optional<double> error) {
        samples[{key, metric}].push_back({run, value, count, error});
      };
      add("duration_p50", percentile(seen.durations, 50), percentile_error(seen.durations, 50));
      add("duration_p95", percentile(seen.durations, 95), percentile_error(seen.durations, 95));
      add("duration_mean", mean(seen.durations), mean_error(seen.durations));
      add("error_rate", static_cast<double>(seen.failed) / static_cast<double>(count),
          share_error(seen.failed, count));
      add("calls_per_task", static_cast<double>(count) / static_cast<double>(tasks), std::nullopt);
      if (operation.counts_tokens) add("tokens", seen.tokens / static_cast<double>(tasks), std::nullopt);
    }
    samples[{"run", "wall_time"}].push_back({run, wall_ns, 1, std::nullopt});
  }

 private:
  static double mean(const std::vector<ValueCount>& values) {
    double sum = 0;
    for (const ValueCount& each : values) sum += each.value;
    return sum / static_cast<double>(values.size());
  }

  double machine_factor() {
    double factor = random_.log_normal(1, 1.05);
    if (noise_ == Noise::kHeavyTails && random_.chance(0.1)) factor *= 3;
    if (noise_ == Noise::kTwoMachines && random_.chance(0.5)) factor *= 1.6;
    return factor;
  }

  Seen call(const Operation& operation, const Side& side, double machine, std::int64_t tasks) {
    Seen seen;
    const double median_ns = operation.median_ns * machine * side.slower * random_.log_normal(1, 1.04);
    const double tokens = 1'500 * side.tokens * random_.log_normal(1, 1.03);
    for (std::int64_t task = 0; task < tasks; ++task) {
      std::int64_t calls = operation.calls + side.more_calls + (random_.chance(0.2) ? 1 : 0);
      for (; calls > 0; --calls) {
        double duration_ns = random_.log_normal(median_ns, 1.6);
        if (noise_ == Noise::kHeavyTails && random_.chance(0.02)) duration_ns *= 20;
        seen.durations.push_back({duration_ns, 1});
        seen.failed += random_.chance(side.errors) ? 1 : 0;
        seen.tokens += random_.log_normal(tokens, 1.5);
      }
    }
    std::ranges::sort(seen.durations, {}, &ValueCount::value);
    return seen;
  }

  Noise noise_;
  bench::Random random_;
};

bool is_planted(const Row& row, Change change) {
  // What takes longer makes the run longer, too.
  const bool durations = row.metric->unit == Unit::kNanoseconds;
  if (row.level == Level::kRun) return change == Change::kSlower || change == Change::kOneMoreCall;
  if (row.key != kPlanted) return false;
  switch (change) {
    case Change::kSlower:
      return durations;
    case Change::kOneMoreCall:
      return row.metric->unit == Unit::kCalls || row.metric->unit == Unit::kTokens;
    case Change::kMoreErrors:
      return row.metric->unit == Unit::kShare;
    case Change::kMoreTokens:
      return row.metric->unit == Unit::kTokens;
    case Change::kNone:
    case Change::kRenamed:
      return false;
  }
  return false;
}

}  // namespace

std::span<const Scenario> equal_scenarios() { return kEqual; }

std::span<const Scenario> changed_scenarios() { return kChanged; }

std::vector<Measure> simulate(const Scenario& scenario, std::uint64_t seed) {
  Simulation simulation(scenario.noise, seed);
  Samples base;
  Samples head;
  for (std::uint32_t run = 0; run < scenario.base_runs; ++run) simulation.run(Side(), run, base);
  for (std::uint32_t run = 0; run < scenario.head_runs; ++run)
    simulation.run(head_of(scenario.change), run, head);
  Samples names = base;
  names.insert(head.begin(), head.end());
  std::vector<Measure> measures;
  for (const auto& [name, samples] : names) {
    const auto& [key, metric] = name;
    measures.push_back({.level = key == "run" ? Level::kRun : Level::kOperation,
                        .key = key,
                        .metric = &find_metric(metric),
                        .base = base[name],
                        .head = head[name],
                        .base_traces = {},
                        .head_traces = {}});
  }
  return measures;
}

Outcome try_out(const Scenario& scenario, std::uint64_t comparisons, std::uint64_t first_seed) {
  Outcome outcome;
  const double each = 1 / static_cast<double>(comparisons);
  for (std::uint64_t i = 0; i < comparisons; ++i) {
    Rules rules;
    rules.single_run = scenario.single_run;
    bool found = false;
    bool false_alarm = false;
    for (const Row& row : compare_runs(simulate(scenario, first_seed + i), rules)) {
      if (row.verdict != Verdict::kRegression) continue;
      (is_planted(row, scenario.change) ? found : false_alarm) = true;
    }
    outcome.found += found ? each : 0;
    outcome.false_alarms += false_alarm ? each : 0;
  }
  return outcome;
}

}  // namespace tracewh::compare
