#include "compare/sibling_match.hpp"

#include "tree/tree_position.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <unordered_map>

namespace tracewh::compare {
namespace {

// Of the table of a longest common subsequence. With the 100,000 spans of a trace in families of just this
// size, it takes a tenth of a second.
constexpr std::size_t kMostCells = 250'000;

class SiblingMatch {
 public:
  SiblingMatch(std::span<const std::uint32_t> base, std::span<const std::uint32_t> head)
      : base_(base), head_(head), head_of_(base.size(), tree::kNone), base_of_(head.size(), tree::kNone) {}

  std::vector<NodePair> run() {
    match_beginning();
    if ((base_.size() - begin_) * (head_.size() - begin_) <= kMostCells) match_subsequence();
    match_equal_keys();
    return in_order();
  }

 private:
  void match(std::size_t base, std::size_t head) {
    head_of_[base] = static_cast<std::uint32_t>(head);
    base_of_[head] = static_cast<std::uint32_t>(base);
  }

  /// No table is needed for what both begin with. What both end with is left to it: of one more of the same,
  /// the last is new.
  void match_beginning() {
    for (; begin_ < base_.size() && begin_ < head_.size() && base_[begin_] == head_[begin_]; ++begin_)
      match(begin_, begin_);
  }

  /// Of what is behind the beginning.
  void match_subsequence() {
    const std::size_t rows = base_.size() - begin_;
    const std::size_t columns = head_.size() - begin_;
    const auto equal = [&](std::size_t i, std::size_t j) { return base_[begin_ + i] == head_[begin_ + j]; };
    // The length of the longest one from each pair of places on.
    std::vector<std::uint32_t> lengths((rows + 1) * (columns + 1));
    const auto length = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
      return lengths[i * (columns + 1) + j];
    };
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = columns; j-- > 0;)
        length(i, j) = equal(i, j) ? length(i + 1, j + 1) + 1 : std::max(length(i + 1, j), length(i, j + 1));
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      if (equal(i, j)) {
        match(begin_ + i++, begin_ + j++);
      } else {
        length(i + 1, j) >= length(i, j + 1) ? ++i : ++j;
      }
    }
  }

  void match_equal_keys() {
    std::unordered_map<std::uint32_t, std::deque<std::size_t>> left;
    for (std::size_t i = begin_; i < base_.size(); ++i)
      if (head_of_[i] == tree::kNone) left[base_[i]].push_back(i);
    for (std::size_t j = begin_; j < head_.size(); ++j) {
      const auto found = left.find(head_[j]);
      if (base_of_[j] != tree::kNone || found == left.end() || found->second.empty()) continue;
      match(found->second.front(), j);
      found->second.pop_front();
    }
  }

  std::vector<NodePair> in_order() const {
    std::vector<NodePair> pairs;
    std::uint32_t next = 0;
    const auto add_unmatched = [&](std::size_t before) {
      for (; next < before; ++next)
        if (head_of_[next] == tree::kNone) pairs.push_back({next, tree::kNone});
    };
    for (std::uint32_t j = 0; j < head_.size(); ++j) {
      if (base_of_[j] != tree::kNone) add_unmatched(base_of_[j]);
      pairs.push_back({base_of_[j], j});
    }
    add_unmatched(base_.size());
    return pairs;
  }

  std::span<const std::uint32_t> base_;
  std::span<const std::uint32_t> head_;
  std::vector<std::uint32_t> head_of_;
  std::vector<std::uint32_t> base_of_;
  std::size_t begin_ = 0;
};

}  // namespace

std::vector<NodePair> match_siblings(std::span<const std::uint32_t> base_keys,
                                     std::span<const std::uint32_t> head_keys) {
  return SiblingMatch(base_keys, head_keys).run();
}

}  // namespace tracewh::compare
