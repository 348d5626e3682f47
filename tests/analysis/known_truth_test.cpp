#include "analysis/known_truth.hpp"

#include "analysis/truth_score.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace tracewh::analysis {
namespace {

constexpr std::size_t kTasks = 39;  // each fault in a mixed history once, and twice as many clean ones

using Lines = std::vector<std::string>;

void check_all_found(const History& history) {
  for (const Score& each : score(history)) {
    INFO(each.analysis);
    CHECK(each.missed == Lines{});
    CHECK(each.wrong == Lines{});
  }
}

}  // namespace

TEST_CASE("nothing is found in clean histories") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const History clean = make_history(seed, kTasks, {});
    CHECK(clean.facts.empty());
    check_all_found(clean);
  }
}

TEST_CASE("of each fault alone all is found, and nothing else") {
  for (const Fault& fault : all_faults()) {
    INFO(to_string(fault));
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const History history = make_history(seed, kTasks, std::span(&fault, 1));
      CHECK(history.facts.empty() == (fault == Fault::kAbsorbedError));
      check_all_found(history);
    }
  }
}

TEST_CASE("of all faults together all is found, and nothing else") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) check_all_found(make_history(seed, kTasks, all_faults()));
}

TEST_CASE("what is found does not depend on the order of traces and spans") {
  History history = make_history(1, kTasks, all_faults());
  std::ranges::reverse(history.traces);
  for (MadeTrace& trace : history.traces) std::ranges::reverse(trace.spans);
  check_all_found(history);
}

TEST_CASE("blame and joins stand the loss of every tenth span") {
  std::vector<Score> scores;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    add_up(score(lose_spans(make_history(seed, kTasks, all_faults()), 0.1, seed)), scores);
  }
  for (const Score& each : scores) {
    if (each.analysis != "blame" && each.analysis != "joins") continue;
    INFO(each.analysis);
    CHECK(each.precision() >= 0.95);
    CHECK(each.recall() >= 0.95);
  }
}

}  // namespace tracewh::analysis
