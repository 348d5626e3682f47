#pragma once

#include "compare/comparison.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// Simulated runs of a multi-agent system of which it is known how base and head differ.
namespace tracewh::compare {

/// What makes runs differ for no reason of the program's.
enum class Noise : std::uint8_t {
  kRealistic,    ///< 60 tasks a run; runs differ by 5 %, operations within them by 4 % more
  kHeavyTails,   ///< and one span in 50 takes 20 times as long, one run in 10 three times
  kFewSpans,     ///< and runs have 6 tasks
  kMissingRuns,  ///< and three operations in ten are missing from each run
  kTwoMachines,  ///< and every second run, by chance, is on a machine that is 1.6 times slower
};

/// What is done to the head.
enum class Change : std::uint8_t { kNone, kSlower, kOneMoreCall, kMoreErrors, kMoreTokens, kRenamed };

struct Scenario {
  std::string_view name;
  Noise noise = Noise::kRealistic;
  Change change = Change::kNone;
  std::uint32_t base_runs = 10;
  std::uint32_t head_runs = 10;
  bool single_run = false;
};

/// Scenarios in which base and head are equal, and those in which something is planted.
std::span<const Scenario> equal_scenarios();
std::span<const Scenario> changed_scenarios();

/// What all runs measure; the same for the same seed.
std::vector<Measure> simulate(const Scenario& scenario, std::uint64_t seed);

/// What came out of many comparisons of one scenario, as shares of them.
struct Outcome {
  double found = 0;         ///< a regression of what was planted; without anything, 0
  double false_alarms = 0;  ///< a regression of anything else
};

/// Compares so many simulated histories, of other seeds for other values of `first_seed`.
Outcome try_out(const Scenario& scenario, std::uint64_t comparisons, std::uint64_t first_seed = 1);

}  // namespace tracewh::compare
