#include "compare/labellings.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <random>
#include <utility>

namespace tracewh::compare {
namespace {

constexpr double kMostExact = 5'000;
// Enough to tell 0.05 to within 0.005.
constexpr std::size_t kSampled = 2'000;

double count_ways(std::uint32_t run_count, std::uint32_t head_count) {
  double count = 1;
  for (std::uint32_t k = 1; k <= head_count; ++k) count = count * (run_count - head_count + k) / k;
  return count;
}

std::vector<std::vector<std::uint32_t>> all_labellings(std::uint32_t run_count, std::uint32_t head_count) {
  std::vector<std::vector<std::uint32_t>> all;
  std::vector<char> is_head(run_count, 0);
  std::fill(is_head.end() - head_count, is_head.end(), 1);
  do {
    std::vector<std::uint32_t>& head = all.emplace_back();
    for (std::uint32_t run = 0; run < run_count; ++run)
      if (is_head[run] == 1) head.push_back(run);
  } while (std::ranges::next_permutation(is_head).found);
  return all;
}

std::vector<std::vector<std::uint32_t>> sampled_labellings(std::uint32_t run_count,
                                                           std::uint32_t head_count) {
  std::vector<std::uint32_t> runs(run_count);
  std::iota(runs.begin(), runs.end(), 0U);
  std::vector<std::vector<std::uint32_t>> sampled{{runs.end() - head_count, runs.end()}};
  // The standard fixes what this generator gives, but not what its distributions and shuffles make of it.
  std::mt19937_64 random(run_count);
  while (sampled.size() < kSampled) {
    for (std::uint32_t i = 0; i < head_count; ++i) std::swap(runs[i], runs[i + random() % (run_count - i)]);
    std::vector<std::uint32_t>& head = sampled.emplace_back(runs.begin(), runs.begin() + head_count);
    std::ranges::sort(head);
  }
  return sampled;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> labellings(std::uint32_t run_count, std::uint32_t head_count) {
  return count_ways(run_count, head_count) <= kMostExact ? all_labellings(run_count, head_count)
                                                         : sampled_labellings(run_count, head_count);
}

}  // namespace tracewh::compare
