#include "analysis/hop_parties.hpp"

#include "analysis/ancestors.hpp"
#include "analysis/work_parts.hpp"
#include "model/facet.hpp"

namespace tracewh::analysis {
namespace {

/// The node by which a hand-off is known to its sender.
std::uint32_t sent_node(const HandOff& hand_off) {
  return hand_off.send == tree::kNone ? hand_off.worker : hand_off.send;
}

template <typename Text>
std::vector<std::uint32_t> nearest_with(const tree::TraceTree& tree, const Text& text_of) {
  return nearest_above(tree, [&](std::uint32_t node) {
    return !tree.nodes[node].placeholder() && !text_of(tree.span_of(tree.nodes[node])).empty();
  });
}

}  // namespace

HopParties::HopParties(const tree::TraceTree& tree)
    : tree_(tree),
      actors_(nearest_with(tree, model::actor)),
      tasks_(
          nearest_with(tree, [](const model::Span& span) { return span.facet_text(model::Facet::kTaskId); })),
      types_(nearest_with(
          tree, [](const model::Span& span) { return span.facet_text(model::Facet::kTaskType); })) {}

std::string_view HopParties::worker_id(const HandOff& hand_off) const {
  return hand_off.worker == tree::kNone ? std::string_view() : worker_of(span(hand_off.worker));
}

std::string_view HopParties::sender(const HandOff& hand_off) const {
  const std::uint32_t sent = sent_node(hand_off);
  if (actors_[sent] != tree::kNone) return model::actor(span(actors_[sent]));
  const std::uint32_t sender = hand_off.send == tree::kNone ? tree_.positions[sent].parent : sent;
  return tree_.trace.service_of(span(sender));
}

std::string_view HopParties::task_id(const HandOff& hand_off) const {
  if (hand_off.worker != tree::kNone) {
    const std::string_view own = span(hand_off.worker).facet_text(model::Facet::kTaskId);
    if (!own.empty()) return own;
  }
  return text_around(hand_off, model::Facet::kTaskId, tasks_);
}

std::string_view HopParties::task_type(const HandOff& hand_off) const {
  return text_around(hand_off, model::Facet::kTaskType, types_);
}

std::string_view HopParties::text_around(const HandOff& hand_off, model::Facet facet,
                                         const std::vector<std::uint32_t>& above) const {
  const std::uint32_t sent = sent_node(hand_off);
  const std::string_view own = span(sent).facet_text(facet);
  return !own.empty() || above[sent] == tree::kNone ? own : span(above[sent]).facet_text(facet);
}

}  // namespace tracewh::analysis
