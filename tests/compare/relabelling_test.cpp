#include "compare/relabelling.hpp"

#include "bench/random.hpp"
#include "compare/labellings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace tracewh::compare {
namespace {

/// Some runs say nothing.
std::vector<RunValues> some_rows(bench::Random& random, std::size_t count, std::uint32_t runs,
                                 double missing) {
  std::vector<RunValues> rows(count, RunValues(runs));
  for (RunValues& row : rows)
    for (auto& value : row)
      if (!random.chance(missing)) value = random.fraction();
  return rows;
}

double middle_of(std::vector<double> values) {
  std::ranges::sort(values);
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

/// Nothing further than 3 scaled median absolute deviations from the median.
RunValues without_outliers(RunValues row) {
  std::vector<double> known;
  for (const auto& value : row)
    if (value) known.push_back(*value);
  if (known.empty()) return row;
  const double middle = middle_of(known);
  for (double& value : known) value = std::abs(value - middle);
  const double reach = 3 * 1.4826 * middle_of(known);
  if (reach == 0) return row;
  for (auto& value : row)
    if (value) value = std::clamp(*value, middle - reach, middle + reach);
  return row;
}

std::vector<double> values_of(const RunValues& row, std::uint32_t labels, bool of_head) {
  std::vector<double> values;
  for (std::size_t run = 0; run < row.size(); ++run)
    if (row[run] && (labels >> run & 1) == (of_head ? 1U : 0U)) values.push_back(*row[run]);
  return values;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double squares(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += (value - mean(values)) * (value - mean(values));
  return sum;
}

/// As the text books have it: Student's t, and Wallace's normal deviate for it.
double deviate(const RunValues& row, std::uint32_t labels) {
  const std::vector<double> base = values_of(row, labels, false);
  const std::vector<double> head = values_of(row, labels, true);
  if (base.empty() || head.empty() || base.size() + head.size() < 3) return 0;
  const double freedom = static_cast<double>(base.size() + head.size()) - 2;
  const double variance = (squares(base) + squares(head)) / freedom;
  const double each = 1 / static_cast<double>(base.size()) + 1 / static_cast<double>(head.size());
  const double t = (mean(head) - mean(base)) / std::sqrt(variance * each);
  return std::sqrt(freedom * std::log1p(t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3);
}

/// By definition, over all labels of so many runs of the head, the last ones being the present.
std::vector<Significance> slow_test(std::vector<RunValues> rows, std::uint32_t runs, int head_count) {
  for (RunValues& row : rows) row = without_outliers(row);
  const std::uint32_t present = ((1U << head_count) - 1) << (runs - static_cast<std::uint32_t>(head_count));
  constexpr double kRounding = 1e-6;
  std::vector<Significance> answer(rows.size(), {0, 0});
  std::size_t ways = 0;
  for (std::uint32_t labels = 0; labels < 1U << runs; ++labels) {
    if (std::popcount(labels) != head_count) continue;
    ++ways;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double observed = deviate(rows[i], present);
      double largest = 0;
      for (const RunValues& other : rows)
        if (deviate(other, present) <= observed) largest = std::max(largest, deviate(other, labels));
      answer[i].p_value += deviate(rows[i], labels) >= observed - kRounding ? 1 : 0;
      answer[i].q_value += largest >= observed - kRounding ? 1 : 0;
    }
  }
  std::vector<Significance> alone = answer;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j)
      if (deviate(rows[j], present) >= deviate(rows[i], present))
        answer[i].q_value = std::max(answer[i].q_value, alone[j].q_value);
    answer[i].p_value /= static_cast<double>(ways);
    answer[i].q_value /= static_cast<double>(ways);
  }
  return answer;
}

}  // namespace

TEST_CASE("p-values and q-values are those of the definition, with missing runs too") {
  bench::Random random(11);
  for (int i = 0; i < 20; ++i) {
    const auto base_count = static_cast<std::uint32_t>(random.integer(2, 4));
    const auto head_count = static_cast<std::uint32_t>(random.integer(2, 3));
    const auto rows = some_rows(random, 4, base_count + head_count, i % 2 == 0 ? 0 : 0.15);
    const auto expected = slow_test(rows, base_count + head_count, static_cast<int>(head_count));
    const auto seen = relabelling_test(rows, base_count, head_count);
    REQUIRE(seen.size() == rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
      CHECK(seen[row].p_value == Approx(expected[row].p_value));
      CHECK(seen[row].q_value == Approx(expected[row].q_value));
    }
  }
}

TEST_CASE("what does not overlap is as clear as the number of runs allows") {
  const std::vector<RunValues> rows{{1., 2., 3., 4., 11., 12., 13., 14.}, {0., 0., 0., 0., 7., 7., 7., 7.}};
  for (const Significance& each : relabelling_test(rows, 4, 4)) {
    CHECK(each.p_value == Approx(2.0 / 70));
    CHECK(each.q_value == Approx(2.0 / 70));
  }
}

TEST_CASE("runs that are all equal, or say nothing, are no evidence") {
  const std::vector<RunValues> rows{RunValues(8, 5.0), RunValues(8)};
  for (const Significance& each : relabelling_test(rows, 4, 4)) {
    CHECK(each.p_value == 1);
    CHECK(each.q_value == 1);
  }
}

TEST_CASE("one run that took far longer than the others of the head does not hide that they are slower") {
  const RunValues row{100., 101., 99., 102., 98., 100., 101., 120., 121., 119., 122., 118., 120., 5000.};
  CHECK(relabelling_test(std::vector<RunValues>{row}, 7, 7).front().p_value < 0.01);
}

TEST_CASE("of all labels of the same runs, one of twenty at most is a false alarm, however rows depend") {
  bench::Random random(12);
  for (int history = 0; history < 3; ++history) {
    auto rows = some_rows(random, 3, 8, 0);
    for (std::size_t run = 0; run < 8; ++run) rows[1][run] = *rows[0][run] * 2 + (run % 3 == 0 ? 50 : 0);
    const auto all = labellings(8, 4);
    std::size_t alarms = 0;
    for (const auto& head : all) {
      std::vector<RunValues> labelled;
      for (const RunValues& row : rows) {
        RunValues& one = labelled.emplace_back();
        for (std::uint32_t run = 0; run < 8; ++run)
          if (std::ranges::find(head, run) == head.end()) one.push_back(row[run]);
        for (const std::uint32_t run : head) one.push_back(row[run]);
      }
      const auto tested = relabelling_test(labelled, 4, 4);
      alarms += std::ranges::any_of(tested, [](const auto& each) { return each.q_value <= 0.05; }) ? 1 : 0;
    }
    CHECK(static_cast<double>(alarms) / static_cast<double>(all.size()) <= 0.05);
  }
}

TEST_CASE("few labels are all taken, many are sampled, and always in the same way") {
  CHECK(labellings(8, 4).size() == 70);
  const auto sampled = labellings(40, 20);
  CHECK(sampled.size() == 2'000);
  CHECK(sampled == labellings(40, 20));
  CHECK(sampled.front().front() == 20);
  for (const auto& labels : {labellings(8, 4), sampled}) {
    for (const auto& head : labels) CHECK(std::ranges::is_sorted(head));
    CHECK(std::set(labels.begin(), labels.end()).size() == labels.size());
  }
}

}  // namespace tracewh::compare
