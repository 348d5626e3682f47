#include "analysis/error_reply.hpp"

#include "model/enums.hpp"

namespace tracewh::analysis {
namespace {

constexpr std::string_view kErrorType = "error";

bool is_worker(const tree::TraceTree& tree, std::uint32_t node) {
  return !tree.nodes[node].placeholder() && tree.span_of(tree.nodes[node]).role == model::Role::kWorker;
}

}  // namespace

std::uint32_t error_reply_to(const tree::TraceTree& tree, std::uint32_t task) {
  for (std::uint32_t i = task + 1; i < tree.positions[task].end; ++i) {
    const model::Span& span = tree.span_of(tree.nodes[i]);
    const bool is_error = span.facet_text(model::Facet::kMessageType) == kErrorType;
    if (is_error && span.role == model::Role::kMessage) return i;
  }
  return tree::kNone;
}

std::uint32_t worker_behind(const tree::TraceTree& tree, std::uint32_t task, std::uint32_t reply) {
  for (std::uint32_t at = reply; at != tree::kNone && at != task; at = tree.positions[at].parent) {
    if (is_worker(tree, at)) return at;
  }
  std::uint32_t last = tree::kNone;
  for (std::uint32_t i = task + 1; i < tree.positions[task].end; ++i) {
    if (!is_worker(tree, i) || tree.nodes[i].end_ns > tree.nodes[reply].start_ns) continue;
    if (last == tree::kNone || tree.nodes[i].end_ns > tree.nodes[last].end_ns) last = i;
  }
  return last;
}

}  // namespace tracewh::analysis
