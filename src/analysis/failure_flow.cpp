#include "analysis/failure_flow.hpp"

#include "model/enums.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace tracewh::analysis {
namespace {

constexpr std::array<std::string_view, 3> kEffectNames{"fatal", "absorbed", "retried"};

/// Follows failures from the leaves up, then what becomes of them from the roots down.
class FailureFlow {
 public:
  explicit FailureFlow(const tree::TraceTree& tree) : tree_(tree), states_(tree.nodes.size()) {}

  std::vector<Failure> follow() {
    for (auto i = static_cast<std::uint32_t>(tree_.nodes.size()); i-- > 0;) gather(i);
    place_orphans();
    std::vector<Failure> failures;
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      if (!states_[i].fails) continue;
      decide(i);
      if (!states_[i].from_below) failures.push_back({i, effect_of_origin(states_[i])});
    }
    std::ranges::stable_sort(failures, {}, [this](const Failure& failure) {
      const tree::Node& node = tree_.nodes[failure.node];
      return std::tuple(!node.has_start(), node.start_ns);
    });
    return failures;
  }

 private:
  struct State {
    bool fails = false;       ///< it failed, or a failure below goes on through it
    bool from_below = false;  ///< the failure of a child reached it
    bool retried = false;
    bool reaches_parent = false;
    bool reaches_task = false;  ///< it is, or reaches, a failed task or root
    Effect effect = Effect::kFatal;
  };
  using Operation = std::pair<std::string_view, model::Role>;

  static Effect effect_of_origin(const State& state) {
    return state.effect == Effect::kFatal && !state.reaches_task ? Effect::kAbsorbed : state.effect;
  }

  const model::Span& span(std::uint32_t node) const { return tree_.span_of(tree_.nodes[node]); }
  bool is_failed(std::uint32_t node) const {
    return !tree_.nodes[node].placeholder() && span(node).evidence != 0;
  }
  bool is_ok(std::uint32_t node) const {
    return !tree_.nodes[node].placeholder() && span(node).status == model::StatusCode::kOk;
  }
  Operation operation_of(std::uint32_t node) const { return {span(node).name, span(node).role}; }

  template <typename Visit>
  void each_child(std::uint32_t parent, const Visit& visit) const {
    for (std::uint32_t i = parent + 1; i < tree_.positions[parent].end; i = tree_.positions[i].end) visit(i);
  }

  /// Looks at the children, about which all is known but what becomes of their failures.
  void gather(std::uint32_t node) {
    State& state = states_[node];
    std::map<Operation, std::int64_t> successes;  // the last start of each
    std::int64_t last_success_ns = 0;
    bool any_fails = false;
    each_child(node, [&](std::uint32_t child) { any_fails = any_fails || states_[child].fails; });
    if (any_fails) {
      each_child(node, [&](std::uint32_t child) {
        if (states_[child].fails) return;
        std::int64_t& last_ns = successes[operation_of(child)];
        last_ns = std::max(last_ns, tree_.nodes[child].start_ns);
        // To tell of a failure is no going on.
        const bool is_work = span(child).role != model::Role::kMessage;
        if (is_work) last_success_ns = std::max(last_success_ns, tree_.nodes[child].start_ns);
      });
    }
    each_child(node, [&](std::uint32_t child) {
      State& below = states_[child];
      if (!below.fails) return;
      // What starts at an unknown time, which is 0, is behind nothing.
      const std::int64_t end_ns = std::max<std::int64_t>(1, tree_.nodes[child].end_ns);
      const auto success = successes.find(operation_of(child));
      below.retried = success != successes.end() && success->second >= end_ns;
      const bool passes = is_failed(node) || !(is_ok(node) || last_success_ns >= end_ns);
      below.reaches_parent = !below.retried && passes;
      state.from_below = state.from_below || below.reaches_parent;
    });
    state.fails = is_failed(node) || state.from_below;
  }

  /// What failed below missing parents explains a failed root that nothing else does, and a missing one.
  void place_orphans() {
    std::vector<std::uint32_t> unexplained;
    bool has_root = false;
    for (std::uint32_t i = 0; i < tree_.nodes.size(); i = tree_.positions[i].end) {
      if (tree_.nodes[i].placeholder()) continue;
      has_root = true;
      if (is_failed(i) && !states_[i].from_below) unexplained.push_back(i);
    }
    bool any_fails = false;
    for (std::uint32_t i = 0; i < tree_.nodes.size(); i = tree_.positions[i].end) {
      if (!tree_.nodes[i].placeholder()) continue;
      any_fails = any_fails || states_[i].fails;
      states_[i].reaches_task = !has_root || !unexplained.empty();
    }
    for (const std::uint32_t root : unexplained) states_[root].from_below = any_fails;
  }

  /// What becomes of the failure at `node`; that is known of the one above.
  void decide(std::uint32_t node) {
    State& state = states_[node];
    if (tree_.nodes[node].placeholder()) return;
    const std::uint32_t parent = tree_.positions[node].parent;
    const bool is_root = parent == tree::kNone;
    const bool is_target = is_failed(node) && (is_root || span(node).role == model::Role::kTask);
    state.reaches_task = is_target || (state.reaches_parent && states_[parent].reaches_task);
    if (state.retried) {
      state.effect = Effect::kRetried;
    } else if (!is_root) {
      state.effect = state.reaches_parent ? states_[parent].effect : Effect::kAbsorbed;
    }
  }

  const tree::TraceTree& tree_;
  std::vector<State> states_;
};

}  // namespace

std::string_view to_string(Effect effect) { return kEffectNames[static_cast<std::size_t>(effect)]; }

std::vector<Failure> failures_of(const tree::TraceTree& tree) { return FailureFlow(tree).follow(); }

std::string_view message_of(const tree::TraceTree& tree, std::uint32_t node) {
  for (std::uint32_t at = node; at != tree::kNone; at = tree.positions[at].parent) {
    if (tree.nodes[at].placeholder()) continue;
    const std::string_view message = model::failure_message(tree.span_of(tree.nodes[at]));
    if (!message.empty()) return message;
  }
  return {};
}

}  // namespace tracewh::analysis
