#include "analysis/findings.hpp"
#include "analysis/span_kind.hpp"
#include "model/enums.hpp"

#include <string_view>

namespace tracewh::analysis {
namespace {

constexpr std::string_view kUnknownService = "unknown_service";
constexpr std::string_view kPending = "pending";

/// Looks at one trace.
class Examination {
 public:
  Examination(const tree::TraceTree& tree, Findings& findings) : tree_(tree), findings_(findings) {}

  void examine() {
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      if (tree_.nodes[i].placeholder()) continue;
      look_at_place(i);
      look_at_span(i);
    }
    const bool has_root = roots_ > 0 || tree_.counts.cycles > 0;
    if (!has_root && !tree_.nodes.empty()) found("missing_root", first_span());
  }

 private:
  const model::Span& span(std::uint32_t node) const { return tree_.span_of(tree_.nodes[node]); }

  std::uint32_t first_span() const {
    std::uint32_t node = 0;
    while (tree_.nodes[node].placeholder()) ++node;
    return node;
  }

  void found(std::string_view code, std::uint32_t node) {
    findings_.add(code, tree_.trace.service_of(span(node)), tree_.trace.trace_id, span(node).span_id);
  }

  /// What is wrong with where a span stands.
  void look_at_place(std::uint32_t node) {
    const std::uint32_t parent = tree_.positions[node].parent;
    const std::uint8_t defects = tree_.nodes[node].defects;
    if ((defects & tree::defect::kCycleCut) != 0) {
      found("parent_cycle", node);
    } else if (parent == tree::kNone && roots_++ > 0) {
      found("several_roots", node);
    }
    if ((defects & tree::defect::kDuplicateId) != 0) found("duplicate_span_id", node);
    if (parent == tree::kNone) return;
    if (tree_.nodes[parent].placeholder()) return found("orphan_spans", node);
    // Between services that is a matter of clocks.
    const bool same_service = span(node).resource == span(parent).resource;
    const bool is_waited_for = !is_asynchronous(span(parent), span(node));
    if ((defects & tree::defect::kOutsideParent) != 0 && same_service && is_waited_for) {
      found("child_outside_parent", node);
    }
  }

  void look_at_span(std::uint32_t node) {
    const model::Span& it = span(node);
    const bool is_told_wrong =
        (it.evidence & (model::evidence::kException | model::evidence::kErrorAttribute)) != 0;
    if (it.status == model::StatusCode::kOk && is_told_wrong) found("ok_over_error", node);
    if (!it.end_ns) found("unfinished_spans", node);
    if ((it.anomalies & model::anomaly::kEndBeforeStart) != 0) found("negative_duration", node);
    const std::string_view service = tree_.trace.service_of(it);
    if (service.empty() || service.starts_with(kUnknownService)) found("missing_service_name", node);
    if (it.role == model::Role::kTask && it.facet_text(model::Facet::kTaskId).empty()) {
      found("missing_task_id", node);
    }
    if (it.facet_text(model::Facet::kMessageId) == kPending) found("pending_message_id", node);
  }

  const tree::TraceTree& tree_;
  Findings& findings_;
  std::uint64_t roots_ = 0;  ///< without those that a cut cycle leaves
};

}  // namespace

void examine(const tree::TraceTree& tree, Findings& findings) { Examination(tree, findings).examine(); }

}  // namespace tracewh::analysis
