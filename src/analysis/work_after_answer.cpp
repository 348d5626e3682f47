#include "analysis/loop.hpp"
#include "model/enums.hpp"

#include <algorithm>

namespace tracewh::analysis {
namespace {

bool is_answer(const model::Span& span) {
  if (span.role != model::Role::kMessage) return false;
  const std::string_view type = span.facet_text(model::Facet::kMessageType);
  return type == "answer" || type == "final_answer";
}

bool is_work(const model::Span& span) {
  switch (span.role) {
    case model::Role::kWorker:
    case model::Role::kAgent:
    case model::Role::kLlm:
    case model::Role::kTool:
      return true;
    default:
      return false;
  }
}

/// When the answer of the trace below `root` was sent; 0 when that is unknown.
std::int64_t answered_ns(const tree::TraceTree& tree, std::uint32_t root) {
  std::int64_t last_ns = 0;
  for (std::uint32_t i = root; i < tree.positions[root].end; ++i) {
    if (is_answer(tree.span_of(tree.nodes[i]))) last_ns = std::max(last_ns, tree.nodes[i].end_ns);
  }
  const bool has_ended = tree.span_of(tree.nodes[root]).duration_ns().has_value();
  if (last_ns > 0 || !has_ended || !tree.nodes[root].has_start()) return last_ns;
  return tree.nodes[root].end_ns;
}

}  // namespace

void find_work_after_answer(const tree::TraceTree& tree, std::vector<Loop>& loops) {
  for (std::uint32_t root = 0; root < tree.nodes.size(); root = tree.positions[root].end) {
    if (tree.nodes[root].placeholder()) continue;
    const std::int64_t answered = answered_ns(tree, root);
    if (answered == 0) continue;
    Loop loop{"work_after_answer", {}, tree::kNone};
    for (std::uint32_t i = root; i < tree.positions[root].end;) {
      const model::Span& span = tree.span_of(tree.nodes[i]);
      if (!is_work(span) || tree.nodes[i].start_ns <= answered) {
        ++i;
        continue;
      }
      if (loop.count == 0) {
        loop.first = i;
        loop.name = span.name;
      }
      ++loop.count;
      loop.wasted_ns += span.duration_ns().value_or(0);
      i = tree.positions[i].end;
    }
    if (loop.count > 0) loops.push_back(std::move(loop));
  }
}

}  // namespace tracewh::analysis
