#include "analysis/separate_work.hpp"

#include "analysis/hand_off.hpp"
#include "analysis/path_walk.hpp"
#include "analysis/work_parts.hpp"

#include <string_view>

namespace tracewh::analysis {
namespace {

/// The facet of the nearest span at or above a node that has it.
std::string facet_around(const tree::TraceTree& tree, std::uint32_t node, model::Facet facet) {
  for (std::uint32_t at = node; at != tree::kNone; at = tree.positions[at].parent) {
    if (tree.nodes[at].placeholder()) continue;
    const std::string_view text = tree.span_of(tree.nodes[at]).facet_text(facet);
    if (!text.empty()) return std::string(text);
  }
  return {};
}

SpanPlace place_of(const tree::TraceTree& tree, std::uint32_t node) {
  return {tree.trace.trace_id, tree.nodes[node].span_id};
}

OpenSend open_send(const tree::TraceTree& tree, std::uint32_t node) {
  const model::Span& span = tree.span_of(tree.nodes[node]);
  return {place_of(tree, node),
          std::string(tree.trace.service_of(span)),
          std::string(message_id_of(span)),
          facet_around(tree, node, model::Facet::kTaskId),
          facet_around(tree, node, model::Facet::kTaskType),
          tree.nodes[node].start_ns,
          tree.nodes[node].end_ns};
}

SeparateRoot separate_root(const tree::TraceTree& tree, std::uint32_t node, content::ContentReader& reader) {
  const model::Span& span = tree.span_of(tree.nodes[node]);
  SeparateRoot root{place_of(tree, node),
                    span.parent_span_id,
                    std::string(tree.trace.service_of(span)),
                    std::string(message_id_of(span)),
                    std::string(span.facet_text(model::Facet::kTaskId)),
                    std::string(span.facet_text(model::Facet::kWorkerCapability)),
                    {},
                    tree.nodes[node].start_ns};
  if (span.payload->links.empty()) return root;
  for (const content::Link& link : reader.span(span).links) {
    if (link.trace_id.valid() && link.trace_id != tree.trace.trace_id) {
      root.links.push_back({link.trace_id, link.span_id});
    }
  }
  return root;
}

}  // namespace

SeparateWork separate_work(const tree::TraceTree& tree, content::ContentReader& reader) {
  SeparateWork work;
  for (const HandOff& hand_off : hand_offs(tree, reader)) {
    const bool is_open = hand_off.send != tree::kNone && hand_off.worker == tree::kNone;
    if (is_open) work.sends.push_back(open_send(tree, hand_off.send));
  }
  const std::vector<WorkPart> parts = work_parts(tree);
  for (const std::uint32_t root : path_roots(tree)) {
    if (parts[root] == WorkPart::kWorker) work.roots.push_back(separate_root(tree, root, reader));
  }
  return work;
}

}  // namespace tracewh::analysis
