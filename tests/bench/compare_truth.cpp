#include "compare/run_history.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>

/// `tracewh_compare_truth COMPARISONS` prints how often comparisons of simulated runs, so many of each sort,
/// find what was planted and raise a false alarm. A line: the sort, the share found, the share with a false
/// alarm; nothing is planted in runs that are equal.
namespace {

void print(const tracewh::compare::Scenario& scenario, std::uint64_t comparisons) {
  const tracewh::compare::Outcome outcome = tracewh::compare::try_out(scenario, comparisons);
  fmt::print("{}\t{:.3f}\t{:.3f}\n", scenario.name, outcome.found, outcome.false_alarms);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: tracewh_compare_truth COMPARISONS\n");
    return 3;
  }
  const std::uint64_t comparisons = std::strtoull(argv[1], nullptr, 10);
  for (const auto& scenario : tracewh::compare::equal_scenarios()) print(scenario, comparisons);
  for (const auto& scenario : tracewh::compare::changed_scenarios()) print(scenario, comparisons);
}
