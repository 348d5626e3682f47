#include "analysis/path_saving.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace tracewh::analysis {
namespace {

// Of so many keys below one span none is limited: the answer is still a bound, and the work stays linear
// whatever a trace looks like.
constexpr std::size_t kLimitedKeys = 10'000;

/// By the number of the key.
using Savings = std::unordered_map<std::uint32_t, std::int64_t>;

void limit(Savings& savings, std::int64_t most_ns) {
  if (savings.size() > kLimitedKeys) return;
  for (auto& [key, saving_ns] : savings) saving_ns = std::min(saving_ns, most_ns);
}

/// Adds the smaller to the larger.
void merge(Savings& into, Savings& from) {
  if (into.size() < from.size()) std::swap(into, from);
  for (const auto& [key, saving_ns] : from) into[key] += saving_ns;
  Savings().swap(from);
}

}  // namespace

std::map<std::string, std::int64_t> path_savings(const PathWalk& walk, std::span<const std::string> keys) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<Savings> savings(walk.visits.size());
  const auto number_of = [&](std::uint32_t visit) {
    return numbers.try_emplace(keys[visit], static_cast<std::uint32_t>(numbers.size())).first->second;
  };
  for (const Segment& segment : walk.segments) {
    savings[segment.visit][number_of(segment.visit)] += segment.end_ns - segment.start_ns;
  }
  // What a visit is interrupted by comes behind it.
  for (std::size_t i = walk.visits.size(); i-- > 1;) {
    limit(savings[i], walk.visits[i].slack_ns);
    merge(savings[walk.visits[i].parent], savings[i]);
  }
  std::map<std::string, std::int64_t> result;
  if (savings.empty()) return result;
  for (const auto& [key, number] : numbers) result.emplace(key, savings.front()[number]);
  return result;
}

}  // namespace tracewh::analysis
