#pragma once

#include "analysis/hand_off.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tracewh::analysis {

/// What the time of a hand-off consisted of; none where a span or its start or end is unknown.
struct HopTimes {
  std::optional<std::int64_t> send_ns;
  std::optional<std::int64_t>
      queue_ns;  ///< from the end of sending to the start of work; negative when clocks differ
  std::optional<std::int64_t> work_ns;
  std::optional<std::int64_t> reply_ns;
  /// From the end of the reply, else of the work, until the span above the send (without a send, above the
  /// worker) goes on: its next child starts, or else it ends.
  std::optional<std::int64_t> collect_ns;
};

/// Measures hand-offs of one trace, which must outlive it.
class HopTimer {
 public:
  explicit HopTimer(const tree::TraceTree& tree) : tree_(tree) {}

  /// O(log n) on average.
  HopTimes measure(const HandOff& hand_off);

 private:
  /// A child whose start is known, and its node.
  struct Child {
    std::int64_t start_ns;
    std::uint32_t node;
  };

  std::optional<std::int64_t> start_ns(std::uint32_t node) const;
  std::optional<std::int64_t> end_ns(std::uint32_t node) const;
  std::optional<std::int64_t> duration_ns(std::uint32_t node) const;
  const std::vector<Child>& children(std::uint32_t parent);
  std::optional<std::int64_t> collect_ns(const HandOff& hand_off);

  const tree::TraceTree& tree_;
  std::unordered_map<std::uint32_t, std::vector<Child>>
      children_;  ///< by start, of parents that were asked for
};

}  // namespace tracewh::analysis
