#include "analysis/blame.hpp"

#include "analysis/cells.hpp"
#include "analysis/failure_flow.hpp"
#include "analysis/failure_reason.hpp"
#include "analysis/grouping.hpp"
#include "model/enums.hpp"
#include "model/evidence.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tracewh::analysis {
namespace {

model::Row row_of(const tree::TraceTree& tree, const Failure& failure) {
  const auto& [node, effect] = failure;
  const model::Span& span = tree.span_of(tree.nodes[node]);
  const FailureReason reason = reason_of(tree, node);
  return {trace_cell(tree, node),
          span_cell(tree, node),
          text_cell(span.name),
          text_cell(tree.trace.service_of(span)),
          text_cell(model::to_string(span.role)),
          text_cell(reason.worker_id),
          fmt::format("{}", fmt::join(model::evidence_names(span.evidence), ",")),
          text_cell(reason.message),
          time_cell(tree.nodes[node].start_ns),
          duration_cell(span.duration_ns()),
          text_cell(to_string(effect)),
          group_of(Grouping::kPath, tree, node)};
}

}  // namespace

Blame::Blame(const Options& options)
    : Analysis({"trace_id", "span_id", "name", "service", "role", "worker_id", "evidence", "message",
                "start_ns", "duration_ns", "effect", "path"}),
      all_(options.flag("all")) {}

void Blame::add(const tree::TraceTree& tree, std::vector<model::Row>& rows) {
  std::vector<Failure> failures = failures_of(tree);
  std::ranges::stable_partition(failures,
                                [](const Failure& failure) { return failure.effect == Effect::kFatal; });
  if (!all_) {
    const bool is_failed = !failures.empty() && failures.front().effect == Effect::kFatal;
    failures.resize(is_failed ? 1 : 0);
  }
  for (const Failure& failure : failures) rows.push_back(row_of(tree, failure));
}

}  // namespace tracewh::analysis
