#include "compare/comparison.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace tracewh::compare {
namespace {

using Values = std::vector<double>;

std::vector<Sample> samples(const Values& values, std::optional<double> error, std::uint64_t observations) {
  std::vector<Sample> all;
  for (const double value : values)
    all.push_back({static_cast<std::uint32_t>(all.size()), value, observations, error});
  return all;
}

Measure measure(std::string_view metric, const Values& base, const Values& head,
                std::optional<double> error = std::nullopt, std::uint64_t observations = 100) {
  Measure made;
  made.key = "llm.call";
  made.metric = &find_metric(metric);
  made.base = samples(base, error, observations);
  made.head = samples(head, error, observations);
  return made;
}

Row compare_one(const Measure& measure, bool single_run = false) {
  return compare_runs(std::vector{measure}, {.tolerances = {}, .single_run = single_run}).front();
}

/// Milliseconds in nanoseconds.
Values ms(Values values) {
  for (double& value : values) value *= 1e6;
  return values;
}

const Values kSteady{100, 101, 99, 102, 98, 100};

}  // namespace

TEST_CASE("a clear change beyond the tolerance is a regression, or an improvement") {
  const Row slower = compare_one(measure("duration_p50", ms(kSteady), ms({120, 121, 119, 122, 118, 120})));
  CHECK(slower.verdict == Verdict::kRegression);
  CHECK(slower.evidence == Evidence::kRuns);
  CHECK(*slower.base == 100e6);
  CHECK(*slower.head == 120e6);
  CHECK(*slower.change == 20e6);
  CHECK(*slower.change_low > 15e6);
  CHECK(*slower.change_high < 25e6);
  CHECK(*slower.q_value == Approx(2.0 / 924));
  const Row faster = compare_one(measure("duration_p50", ms({120, 121, 119, 122, 118, 120}), ms(kSteady)));
  CHECK(faster.verdict == Verdict::kImprovement);
  CHECK(*faster.change == -20e6);
}

TEST_CASE("a change within the tolerance is unchanged, however clear") {
  const Row row =
      compare_one(measure("duration_p50", ms({100, 100.1, 99.9, 100.2}), ms({103, 103.1, 102.9, 103})));
  CHECK(*row.q_value <= 0.05);
  CHECK(row.verdict == Verdict::kUnchanged);
}

TEST_CASE("a difference that chance makes too is noise") {
  CHECK(compare_one(measure("duration_p50", ms({50, 100, 150, 90}), ms({60, 110, 160, 200}))).verdict ==
        Verdict::kNoise);
}

TEST_CASE("what only one side has is new or gone") {
  const Row added = compare_one(measure("duration_p50", {}, kSteady));
  CHECK(added.verdict == Verdict::kNew);
  CHECK_FALSE(added.base);
  CHECK_FALSE(added.change);
  CHECK(compare_one(measure("duration_p50", kSteady, {})).verdict == Verdict::kGone);
}

TEST_CASE("three runs against three cannot tell") {
  const Measure three = measure("duration_p50", ms({100, 101, 99}), ms({200, 201, 199}));
  CHECK(compare_one(three).verdict == Verdict::kInsufficient);
  CHECK(compare_one(three).evidence == Evidence::kSpread);
  CHECK(compare_one(three, true).verdict == Verdict::kRegression);
}

TEST_CASE("one run is held against the spread of several, and judged only when that is asked for") {
  const Measure slower = measure("duration_p50", ms(kSteady), ms({130}));
  const Row row = compare_one(slower);
  CHECK(row.evidence == Evidence::kSpread);
  CHECK(row.verdict == Verdict::kInsufficient);
  CHECK(*row.change == 30e6);
  CHECK(*row.change_low > 20e6);
  CHECK(compare_one(slower, true).verdict == Verdict::kRegression);
  CHECK(compare_one(measure("duration_p50", ms(kSteady), ms({100.5})), true).verdict == Verdict::kUnchanged);
}

TEST_CASE("runs that agree by chance do not make one failure a regression") {
  const Row row = compare_one(measure("error_rate", Values(6, 0.0), {0.01}, 0.01), true);
  CHECK(row.evidence == Evidence::kSpread);
  CHECK(row.verdict == Verdict::kNoise);
}

TEST_CASE("one run against one is told by chance within the runs") {
  const Measure one = measure("duration_mean", ms({100}), ms({130}), 2e6);
  const Row row = compare_one(one);
  CHECK(row.evidence == Evidence::kWithinRun);
  CHECK(row.verdict == Verdict::kInsufficient);
  CHECK(*row.change_low == Approx(30e6 - 1.96 * std::sqrt(8.0) * 1e6).epsilon(1e-4));
  CHECK(*row.p_value == Approx(std::erfc(30 / std::sqrt(8.0) / std::sqrt(2.0))));
  CHECK(compare_one(one, true).verdict == Verdict::kRegression);
}

TEST_CASE("few spans, or runs that do not tell how far they may be off, are insufficient") {
  CHECK(compare_one(measure("duration_mean", ms({100}), ms({900}), 2e6, 9), true).verdict ==
        Verdict::kInsufficient);
  const Row unknown = compare_one(measure("tokens", {100}, {900}), true);
  CHECK(unknown.verdict == Verdict::kInsufficient);
  CHECK(unknown.evidence == Evidence::kNone);
  CHECK(*unknown.change == 800);
  CHECK_FALSE(unknown.change_low);
}

TEST_CASE("nothing is ever not a number") {
  const std::vector<Values> sides{Values(4, 0.0),  Values(4, 1.0), {0, 0, 0, 1}, {0, 1}, {5}, {},
                                  {1e19, 0, 1e-19}};
  std::vector<Measure> measures;
  for (const Values& base : sides)
    for (const Values& head : sides)
      for (const auto& error : {std::optional<double>(), std::optional(0.0)})
        measures.push_back(measure("tokens", base, head, error));
  for (const Row& row : compare_runs(measures, {.tolerances = {}, .single_run = true})) {
    for (const auto& number :
         {row.base, row.head, row.change, row.change_low, row.change_high, row.p_value, row.q_value})
      if (number) CHECK(std::isfinite(*number));
    CHECK(row.p_value.has_value() == row.q_value.has_value());
    CHECK(row.change_low.has_value() == row.p_value.has_value());
    if (row.p_value) CHECK(*row.q_value >= *row.p_value);
  }
}

TEST_CASE("regressions come first, the clearest of them at the top, and input order does not matter") {
  std::vector<Measure> measures{measure("tokens", kSteady, kSteady),
                                measure("tokens", kSteady, {120, 121, 119, 122, 118, 120}),
                                measure("tokens", kSteady, {190, 191, 189, 192, 188, 190})};
  for (std::size_t i = 0; i < measures.size(); ++i)
    measures[i].key = std::string(1, static_cast<char>('a' + i));
  const auto keys = [](const std::vector<Row>& rows) {
    std::string all;
    for (const Row& row : rows) all += row.key;
    return all;
  };
  CHECK(keys(compare_runs(measures, {})) == "cba");
  CHECK(keys(compare_runs(std::vector<Measure>(measures.rbegin(), measures.rend()), {})) == "cba");
}

TEST_CASE("nothing compared gives nothing") { CHECK(compare_runs({}, {}).empty()); }

}  // namespace tracewh::compare
