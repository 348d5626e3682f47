#include "encode/chrome_flows.hpp"

#include <utility>

namespace tracewh::encode {

using tree::kNone;

FlowFinder::FlowFinder(const tree::TraceTree& tree) : tree_(tree) {
  const std::vector<model::Span>& spans = tree.trace.spans;
  std::vector<std::uint32_t> node_of(spans.size());
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].placeholder()) continue;
    node_of[tree.nodes[i].span] = i;
    by_id_.emplace(tree.nodes[i].span_id.value, i);
  }
  // Spans lie in order of start, nodes do not.
  std::unordered_map<std::string_view, std::uint32_t> last;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const std::string_view message = spans[i].facet_text(model::Facet::kMessageId);
    if (message.empty()) continue;
    const auto [before, is_new] = last.try_emplace(message, node_of[i]);
    if (!is_new) by_message_.emplace(node_of[i], std::exchange(before->second, node_of[i]));
  }
}

std::optional<std::uint32_t> FlowFinder::node_of(model::SpanId span) const {
  const auto found = by_id_.find(span.value);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Flow> FlowFinder::into(std::uint32_t node, const std::vector<content::Link>& links) const {
  std::vector<Flow> flows;
  const std::uint32_t parent = tree_.positions[node].parent;
  if (parent != kNone && !tree_.nodes[parent].placeholder()) flows.push_back({parent, node, kChildFlow});
  for (const content::Link& link : links) {
    const auto linked = node_of(link.span_id);
    if (link.trace_id != tree_.trace.trace_id || !linked || *linked == node) continue;
    flows.push_back({*linked, node, kLinkFlow});
  }
  if (const auto before = by_message_.find(node); before != by_message_.end()) {
    flows.push_back({before->second, node, kMessageFlow});
  }
  return flows;
}

}  // namespace tracewh::encode
