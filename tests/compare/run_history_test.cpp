#include "compare/run_history.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace tracewh::compare {

// Seeds are fixed: these always give the same shares. `./dev bench --compare` makes many more comparisons.

TEST_CASE("comparisons of equal runs raise few false alarms") {
  double alarms = 0;
  for (const Scenario& scenario : equal_scenarios()) {
    if (scenario.base_runs > 10) continue;
    alarms += try_out(scenario, 10).false_alarms;
  }
  CHECK(alarms / static_cast<double>(equal_scenarios().size() - 1) <= 0.05);
}

TEST_CASE("what is planted in ten runs of realistic noise is found") {
  for (const Scenario& scenario : changed_scenarios().first(4)) {
    INFO(scenario.name);
    CHECK(try_out(scenario, 10).found >= 0.9);
  }
}

TEST_CASE("a renamed operation is gone and new, and no regression") {
  const Scenario renamed{.name = "renamed", .change = Change::kRenamed};
  for (const Row& row : compare_runs(simulate(renamed, 3), {})) {
    if (row.key == "llm.call") CHECK(row.verdict == Verdict::kGone);
    if (row.key == "llm.chat") CHECK(row.verdict == Verdict::kNew);
    CHECK(row.verdict != Verdict::kRegression);
  }
}

}  // namespace tracewh::compare
