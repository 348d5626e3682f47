#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tracewh::analysis {

/// In how many of two groups of traces something is.
struct Contingency {
  std::uint64_t in_count;
  std::uint64_t in_total;  ///< traces in the first group
  std::uint64_t out_count;
  std::uint64_t out_total;  ///< traces in the second group
};

/// Fisher's exact test, two-sided: the probability that chance alone, with the same sums, gives a table no
/// more likely than this one; tables that differ by less than one part in 10^7 count as equally likely. 0
/// below what a double can say.
double fisher_exact(const Contingency& table);

/// Benjamini and Hochberg's: for each p-value the least rate of false discoveries at which it is one. In the
/// order of `p_values`.
std::vector<double> false_discovery_rates(std::span<const double> p_values);

}  // namespace tracewh::analysis
