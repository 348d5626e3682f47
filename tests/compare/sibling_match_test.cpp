#include "compare/sibling_match.hpp"

#include "bench/random.hpp"
#include "tree/tree_position.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace tracewh::compare {
namespace {

using Keys = std::vector<std::uint32_t>;
using Pairs = std::vector<NodePair>;

constexpr std::uint32_t kNone = tree::kNone;

Keys some_keys(bench::Random& random, std::int64_t most) {
  Keys keys(static_cast<std::size_t>(random.integer(0, most)));
  for (std::uint32_t& key : keys) key = static_cast<std::uint32_t>(random.integer(0, 3));
  return keys;
}

/// The length of a longest common subsequence, by trying all of them.
std::size_t longest_common(const Keys& base, const Keys& head, std::size_t i = 0, std::size_t j = 0) {
  if (i == base.size() || j == head.size()) return 0;
  const std::size_t without =
      std::max(longest_common(base, head, i + 1, j), longest_common(base, head, i, j + 1));
  return base[i] == head[j] ? std::max(without, longest_common(base, head, i + 1, j + 1) + 1) : without;
}

/// The length of a longest series of pairs that stand in both families in the same order.
std::size_t longest_in_order(const Pairs& pairs) {
  std::vector<std::size_t> lengths(pairs.size(), 0);
  std::size_t longest = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].base == kNone || pairs[i].head == kNone) continue;
    lengths[i] = 1;
    for (std::size_t j = 0; j < i; ++j)
      if (lengths[j] > 0 && pairs[j].base < pairs[i].base) lengths[i] = std::max(lengths[i], lengths[j] + 1);
    longest = std::max(longest, lengths[i]);
  }
  return longest;
}

/// How many of each key both have, added up: so many pairs there must be.
std::size_t common(const Keys& base, const Keys& head) {
  std::size_t count = 0;
  for (std::uint32_t key = 0; key <= 3; ++key)
    count += static_cast<std::size_t>(std::min(std::ranges::count(base, key), std::ranges::count(head, key)));
  return count;
}

void check_complete(const Keys& base, const Keys& head, const Pairs& pairs) {
  Keys seen_base;
  Keys seen_head;
  std::size_t both = 0;
  for (const NodePair& pair : pairs) {
    if (pair.base != kNone) seen_base.push_back(pair.base);
    if (pair.head != kNone) seen_head.push_back(pair.head);
    if (pair.base == kNone || pair.head == kNone) continue;
    ++both;
    CHECK(base[pair.base] == head[pair.head]);
  }
  CHECK(std::ranges::is_sorted(seen_head));
  std::ranges::sort(seen_base);
  CHECK(seen_base.size() == base.size());
  CHECK(std::ranges::adjacent_find(seen_base) == seen_base.end());
  CHECK(seen_head.size() == head.size());
  CHECK(both == common(base, head));
}

}  // namespace

TEST_CASE("siblings are paired by key, and what is new stands where it is") {
  CHECK(match_siblings(Keys{1, 2, 3}, Keys{1, 2, 3}) == Pairs{{0, 0}, {1, 1}, {2, 2}});
  CHECK(match_siblings(Keys{1, 3}, Keys{1, 2, 3}) == Pairs{{0, 0}, {kNone, 1}, {1, 2}});
  CHECK(match_siblings(Keys{1, 2, 3}, Keys{1, 3}) == Pairs{{0, 0}, {1, kNone}, {2, 1}});
  CHECK(match_siblings(Keys{}, Keys{5}) == Pairs{{kNone, 0}});
  CHECK(match_siblings(Keys{}, Keys{}).empty());
}

TEST_CASE("of one more of the same, the last is new") {
  CHECK(match_siblings(Keys{1, 1}, Keys{1, 1, 1}) == Pairs{{0, 0}, {1, 1}, {kNone, 2}});
  CHECK(match_siblings(Keys{1, 2, 1}, Keys{1, 2, 2, 1, 1}) ==
        Pairs{{0, 0}, {1, 1}, {kNone, 2}, {2, 3}, {kNone, 4}});
}

TEST_CASE("siblings that changed places are pairs still") {
  CHECK(match_siblings(Keys{1, 2}, Keys{2, 1}) == Pairs{{1, 0}, {0, 1}});
}

TEST_CASE("as many siblings as possible are paired, as many of them as possible in order") {
  bench::Random random(21);
  for (int i = 0; i < 300; ++i) {
    const Keys base = some_keys(random, 8);
    const Keys head = some_keys(random, 8);
    const Pairs pairs = match_siblings(base, head);
    check_complete(base, head, pairs);
    CHECK(longest_in_order(pairs) >= longest_common(base, head));
  }
}

TEST_CASE("large families are paired by key alone, and take no longer for it") {
  bench::Random random(22);
  Keys base(50'000);
  Keys head(50'000);
  for (std::uint32_t& key : base) key = static_cast<std::uint32_t>(random.integer(0, 3));
  for (std::uint32_t& key : head) key = static_cast<std::uint32_t>(random.integer(0, 3));
  const Pairs pairs = match_siblings(base, head);
  std::size_t both = 0;
  for (const NodePair& pair : pairs) both += pair.base != kNone && pair.head != kNone ? 1 : 0;
  CHECK(both == common(base, head));
}

}  // namespace tracewh::compare
