#include "analysis/replies.hpp"

#include "analysis/ancestors.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::analysis {
namespace {

std::string_view task_id_of(const model::Span& span) { return span.facet_text(model::Facet::kTaskId); }

/// What a reply can name, the more telling first.
constexpr std::array kIds{message_id_of, task_id_of};

class ReplyFinder {
 public:
  ReplyFinder(const tree::TraceTree& tree, std::span<const WorkPart> parts)
      : tree_(tree), last_below_(tree.nodes.size(), tree::kNone) {
    const auto is_worker = [&](std::uint32_t node) { return parts[node] == WorkPart::kWorker; };
    const std::vector<std::uint32_t> workers = nearest_above(tree, is_worker);
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      if (parts[i] != WorkPart::kReply) continue;
      if (workers[i] == tree::kNone) {
        for (std::size_t id = 0; id < kIds.size(); ++id) named(id, i).insert(key_of(i));
      } else if (std::uint32_t& last = last_below_[workers[i]];
                 last == tree::kNone || tree.nodes[last].start_ns <= tree.nodes[i].start_ns) {
        last = i;
      }
    }
  }

  std::uint32_t find(const HandOff& hand_off) {
    if (last_below_[hand_off.worker] != tree::kNone) return last_below_[hand_off.worker];
    const tree::Node& worker = tree_.nodes[hand_off.worker];
    if (!worker.has_start() || !tree_.span_of(worker).duration_ns()) return tree::kNone;
    for (std::size_t id = 0; id < kIds.size(); ++id) {
      for (const std::uint32_t node : {hand_off.send, hand_off.worker}) {
        const std::uint32_t reply = node == tree::kNone ? node : take_first(id, node, worker.end_ns);
        if (reply != tree::kNone) return reply;
      }
    }
    return tree::kNone;
  }

 private:
  using Key = std::pair<std::int64_t, std::uint32_t>;  ///< start and node
  using Replies = std::set<Key>;

  Key key_of(std::uint32_t reply) const { return {tree_.nodes[reply].start_ns, reply}; }

  /// The replies that name what the span at `node` names.
  Replies& named(std::size_t id, std::uint32_t node) {
    return by_id_[id][kIds[id](tree_.span_of(tree_.nodes[node]))];
  }

  std::uint32_t take_first(std::size_t id, std::uint32_t node, std::int64_t from_ns) {
    if (kIds[id](tree_.span_of(tree_.nodes[node])).empty()) return tree::kNone;
    const Replies& replies = named(id, node);
    const auto first = replies.lower_bound({from_ns, 0});
    if (first == replies.end()) return tree::kNone;
    const Key taken = *first;
    for (std::size_t each = 0; each < kIds.size(); ++each) named(each, taken.second).erase(taken);
    return taken.second;
  }

  const tree::TraceTree& tree_;
  std::vector<std::uint32_t> last_below_;  ///< by worker
  std::array<std::map<std::string_view, Replies>, kIds.size()> by_id_;
};

}  // namespace

void add_replies(const tree::TraceTree& tree, std::span<const WorkPart> parts, std::span<HandOff> hand_offs) {
  if (std::ranges::find(parts, WorkPart::kReply) == parts.end()) return;
  std::vector<HandOff*> by_end;
  for (HandOff& hand_off : hand_offs) {
    if (hand_off.worker != tree::kNone) by_end.push_back(&hand_off);
  }
  std::ranges::sort(by_end, {}, [&](const HandOff* hand_off) {
    return std::pair(tree.nodes[hand_off->worker].end_ns, hand_off->worker);
  });
  ReplyFinder finder(tree, parts);
  for (HandOff* hand_off : by_end) hand_off->reply = finder.find(*hand_off);
}

}  // namespace tracewh::analysis
