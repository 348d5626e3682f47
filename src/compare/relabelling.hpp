#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tracewh::compare {

/// What runs say of one thing, those of the base first. A run that says nothing has none.
using RunValues = std::vector<std::optional<double>>;

struct Significance {
  double p_value;
  double q_value;
};

/// Tests for each of `rows` whether the head differs from the base, two-sided, by giving the labels of base
/// and head to the runs in all other ways, or, of more than 5,000 ways, in 1,999 that depend on nothing but
/// the number of runs. The p-value of a row is the share of ways, the present one included, in which it
/// differs as clearly; its q-value that in which any row does that is not clearer itself (Westfall's and
/// Young's step-down procedure over the largest statistic). So with no difference at all, any q-value is
/// below 0.05 in one of twenty comparisons, however rows depend on each other. Each row has `base_count` +
/// `head_count` runs, at least one of each.
std::vector<Significance> relabelling_test(std::span<const RunValues> rows, std::uint32_t base_count,
                                           std::uint32_t head_count);

}  // namespace tracewh::compare
