#include "analysis/hop_times.hpp"

#include <algorithm>

namespace tracewh::analysis {
namespace {

std::optional<std::int64_t> difference(std::optional<std::int64_t> to, std::optional<std::int64_t> from) {
  return to && from ? std::optional(*to - *from) : std::nullopt;
}

}  // namespace

HopTimes HopTimer::measure(const HandOff& hand_off) {
  return {duration_ns(hand_off.send), difference(start_ns(hand_off.worker), end_ns(hand_off.send)),
          duration_ns(hand_off.worker), duration_ns(hand_off.reply), collect_ns(hand_off)};
}

std::optional<std::int64_t> HopTimer::start_ns(std::uint32_t node) const {
  if (node == tree::kNone || !tree_.nodes[node].has_start()) return std::nullopt;
  return tree_.nodes[node].start_ns;
}

std::optional<std::int64_t> HopTimer::end_ns(std::uint32_t node) const {
  return start_ns(node) && duration_ns(node) ? std::optional(tree_.nodes[node].end_ns) : std::nullopt;
}

std::optional<std::int64_t> HopTimer::duration_ns(std::uint32_t node) const {
  if (node == tree::kNone || tree_.nodes[node].placeholder()) return std::nullopt;
  return tree_.span_of(tree_.nodes[node]).duration_ns();
}

const std::vector<HopTimer::Child>& HopTimer::children(std::uint32_t parent) {
  const auto [found, is_new] = children_.try_emplace(parent);
  if (!is_new) return found->second;
  const std::uint32_t end = tree_.positions[parent].end;
  for (std::uint32_t child = parent + 1; child < end; child = tree_.positions[child].end) {
    if (tree_.nodes[child].has_start()) found->second.push_back({tree_.nodes[child].start_ns, child});
  }
  return found->second;
}

std::optional<std::int64_t> HopTimer::collect_ns(const HandOff& hand_off) {
  const auto done_ns = end_ns(hand_off.reply == tree::kNone ? hand_off.worker : hand_off.reply);
  const std::uint32_t sent = hand_off.send == tree::kNone ? hand_off.worker : hand_off.send;
  const std::uint32_t sender = tree_.positions[sent].parent;
  if (!done_ns || sender == tree::kNone) return std::nullopt;
  const std::vector<Child>& beside = children(sender);
  const auto is_next = [&](const Child& child) {
    return child.node != hand_off.send && child.node != hand_off.worker && child.node != hand_off.reply;
  };
  const auto first = std::ranges::lower_bound(beside, *done_ns, {}, &Child::start_ns);
  const auto next = std::find_if(first, beside.end(), is_next);
  if (next != beside.end()) return next->start_ns - *done_ns;
  const auto ended_ns = end_ns(sender);
  return ended_ns && *ended_ns >= *done_ns ? difference(ended_ns, done_ns) : std::nullopt;
}

}  // namespace tracewh::analysis
