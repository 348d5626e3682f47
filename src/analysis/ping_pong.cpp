#include "analysis/loop.hpp"
#include "model/enums.hpp"

#include <fmt/format.h>

#include <span>

namespace tracewh::analysis {
namespace {

constexpr std::size_t kTurns = 6;

using Turns = std::vector<std::uint32_t>;

bool is_agent(const tree::TraceTree& tree, std::uint32_t node) {
  return !tree.nodes[node].placeholder() && tree.span_of(tree.nodes[node]).role == model::Role::kAgent;
}

std::string_view agent_of(const tree::TraceTree& tree, std::uint32_t node) {
  const model::Span& span = tree.span_of(tree.nodes[node]);
  const std::string_view agent = span.facet_text(model::Facet::kAgent);
  return agent.empty() ? span.name : agent;
}

/// Whether `next` takes its turn behind `last`, another agent's.
bool follows(const tree::TraceTree& tree, std::uint32_t last, std::uint32_t next) {
  return agent_of(tree, last) != agent_of(tree, next) && tree.nodes[next].start_ns >= tree.nodes[last].end_ns;
}

/// Whether `next` goes on where `turns` alternate between two agents.
bool alternates(const tree::TraceTree& tree, std::span<const std::uint32_t> turns, std::uint32_t next) {
  return follows(tree, turns.back(), next) &&
         (turns.size() < 2 || agent_of(tree, next) == agent_of(tree, turns[turns.size() - 2]));
}

/// Turns of agents beside each other.
class SiblingTurns {
 public:
  SiblingTurns(const tree::TraceTree& tree, std::vector<Loop>& loops) : tree_(tree), loops_(loops) {}

  void look_below(std::uint32_t parent) {
    const std::uint32_t end = tree_.positions[parent].end;
    for (std::uint32_t child = parent + 1; child < end; child = tree_.positions[child].end) look_at(child);
    close();
  }

 private:
  void look_at(std::uint32_t node) {
    if (is_agent(tree_, node)) {
      if (!turns_.empty() && !alternates(tree_, turns_, node)) {
        const std::uint32_t last = turns_.back();
        close();
        if (follows(tree_, last, node)) turns_.push_back(last);
      }
      turns_.push_back(node);
    } else if (tree_.span_of(tree_.nodes[node]).role != model::Role::kMessage) {
      close();
    }
  }

  void close() {
    if (turns_.size() >= kTurns) {
      std::int64_t wasted_ns = 0;
      for (const std::uint32_t turn : std::span(turns_).subspan(2)) {
        wasted_ns += tree_.span_of(tree_.nodes[turn]).duration_ns().value_or(0);
      }
      loops_.push_back({"ping_pong",
                        fmt::format("{}, {}", agent_of(tree_, turns_[0]), agent_of(tree_, turns_[1])),
                        turns_[0], turns_.size(), wasted_ns});
    }
    turns_.clear();
  }

  const tree::TraceTree& tree_;
  std::vector<Loop>& loops_;
  Turns turns_;
};

/// Turns of agents each below the one before, up to one of them.
struct NestedTurns {
  std::uint32_t above = tree::kNone;  ///< the agent before
  std::uint64_t count = 1;
  std::uint32_t first = tree::kNone;
  std::uint32_t third = tree::kNone;
};

/// What the agent at `node` makes of the turns up to `above`.
NestedTurns go_on(const tree::TraceTree& tree, const std::vector<NestedTurns>& turns, std::uint32_t above,
                  std::uint32_t node) {
  const std::string_view agent = agent_of(tree, node);
  if (above == tree::kNone || agent == agent_of(tree, above)) return {above, 1, node};
  const NestedTurns& before = turns[above];
  if (before.count < 2 || agent != agent_of(tree, before.above)) return {above, 2, above};
  return {above, before.count + 1, before.first, before.count == 2 ? node : before.third};
}

void find_nested(const tree::TraceTree& tree, std::vector<Loop>& loops) {
  std::vector<NestedTurns> turns(tree.nodes.size());
  std::vector<bool> goes_on(tree.nodes.size());
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const std::uint32_t parent = tree.positions[i].parent;
    std::uint32_t above = tree::kNone;
    if (parent != tree::kNone) above = is_agent(tree, parent) ? parent : turns[parent].above;
    turns[i].above = above;
    if (!is_agent(tree, i)) continue;
    turns[i] = go_on(tree, turns, above, i);
    if (turns[i].count > 2) goes_on[above] = true;
  }
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const NestedTurns& last = turns[i];
    if (!is_agent(tree, i) || goes_on[i] || last.count < kTurns) continue;
    const std::uint32_t other = last.count % 2 == 0 ? i : last.above;
    const std::string agents = fmt::format("{}, {}", agent_of(tree, last.first), agent_of(tree, other));
    // The third turn lasts as long as all below it.
    loops.push_back({"ping_pong", agents, last.first, last.count,
                     tree.span_of(tree.nodes[last.third]).duration_ns().value_or(0)});
  }
}

}  // namespace

void find_ping_pong(const tree::TraceTree& tree, std::vector<Loop>& loops) {
  SiblingTurns siblings(tree, loops);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) siblings.look_below(i);
  find_nested(tree, loops);
}

}  // namespace tracewh::analysis
