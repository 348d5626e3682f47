#include "base/closest_word.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace tracewh::base {
namespace {

/// The optimal string alignment distance.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(to.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::vector<std::size_t> row(to.size() + 1, i);
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::move(last);
    last = std::move(row);
  }
  return last.back();
}

}  // namespace

std::optional<std::string> closest_word(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t kBytesPerMistake = 3;
  std::optional<std::string> closest;
  std::size_t least = std::max<std::size_t>(1, word.size() / kBytesPerMistake) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t mistakes = distance(word, candidate);
    if (mistakes >= least) continue;
    least = mistakes;
    closest = candidate;
  }
  return closest;
}

}  // namespace tracewh::base
