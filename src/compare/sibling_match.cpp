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
    match_ends();
    if ((base_end_ - begin_) * (head_end_ - begin_) <= kMostCells) match_subsequence();
    match_equal_keys();
    return in_order();
  }

 private:
  void match(std::size_t base, std::size_t head) {
    head_of_[base] = static_cast<std::uint32_t>(head);
    base_of_[head] = static_cast<std::uint32_t>(base);
  }

  void match_ends() {
    base_end_ = base_.size();
    head_end_ = head_.size();
    while (begin_ < base_end_ && begin_ < head_end_ && base_[begin_] == head_[begin_]) {
      match(begin_, begin_);
      ++begin_;
    }
    while (base_end_ > begin_ && head_end_ > begin_ && base_[base_end_ - 1] == head_[head_end_ - 1])
      match(--base_end_, --head_end_);
  }

  /// Of what is between the ends.
  void match_subsequence() {
    const std::size_t rows = base_end_ - begin_;
    const std::size_t columns = head_end_ - begin_;
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
    for (std::size_t i = begin_; i < base_end_; ++i)
      if (head_of_[i] == tree::kNone) left[base_[i]].push_back(i);
    for (std::size_t j = begin_; j < head_end_; ++j) {
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
  std::size_t base_end_ = 0;
  std::size_t head_end_ = 0;
};

}  // namespace

std::vector<NodePair> match_siblings(std::span<const std::uint32_t> base_keys,
                                     std::span<const std::uint32_t> head_keys) {
  return SiblingMatch(base_keys, head_keys).run();
}

}  // namespace tracewh::compare
