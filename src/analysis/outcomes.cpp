#include "analysis/outcomes.hpp"

#include "analysis/cells.hpp"
#include "analysis/failure_flow.hpp"
#include "analysis/failure_reason.hpp"
#include "analysis/grouping.hpp"
#include "analysis/work_parts.hpp"
#include "model/enums.hpp"
#include "model/evidence.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tracewh::analysis {
namespace {

/// Tells which nodes of a tree have an outcome, and which failure made each of them fail.
class OutcomeFinder {
 public:
  explicit OutcomeFinder(const tree::TraceTree& tree) : tree_(tree), states_(tree.nodes.size()) {
    std::vector<Failure> failures = failures_of(tree);
    std::ranges::stable_partition(failures, is_fatal);
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) mark(i);
    for (const Failure& failure : failures) explain(failure);
    if (failures.empty()) return;
    // What failed below a missing parent can explain a root that is not above it.
    for (std::uint32_t i = 0; i < tree.nodes.size(); i = tree.positions[i].end) {
      if (states_[i].is_failed && !states_[i].cause) states_[i].cause = failures.front();
    }
  }

  bool has_outcome(std::uint32_t node) const { return states_[node].has_outcome; }
  const std::optional<Failure>& cause(std::uint32_t node) const { return states_[node].cause; }

 private:
  struct State {
    bool has_outcome = false;
    bool is_failed = false;        ///< and has an outcome
    bool is_below_failed = false;  ///< or is it itself
    bool is_passed = false;        ///< by a failure on its way up
    std::optional<Failure> cause;
  };

  static bool is_fatal(const Failure& failure) { return failure.effect == Effect::kFatal; }

  void mark(std::uint32_t node) {
    if (tree_.nodes[node].placeholder()) return;
    State& state = states_[node];
    const model::Span& span = tree_.span_of(tree_.nodes[node]);
    const std::uint32_t parent = tree_.positions[node].parent;
    state.has_outcome = parent == tree::kNone || span.role == model::Role::kTask;
    state.is_failed = state.has_outcome && span.evidence != 0;
    state.is_below_failed = state.is_failed || (parent != tree::kNone && states_[parent].is_below_failed);
  }

  /// The first failure explains all above it, so that a later one need go no further than to where one was.
  void explain(const Failure& failure) {
    if (is_fatal(failure) && !states_[failure.node].is_below_failed) {
      states_[failure.node].has_outcome = true;
      states_[failure.node].cause = failure;
    }
    for (std::uint32_t at = failure.node; at != tree::kNone; at = tree_.positions[at].parent) {
      if (states_[at].is_passed) return;
      states_[at].is_passed = true;
      if (states_[at].is_failed) states_[at].cause = failure;
    }
  }

  const tree::TraceTree& tree_;
  std::vector<State> states_;
};

std::string_view outcome_of(const model::Span& span, const std::optional<Failure>& cause) {
  if (cause) return cause->effect == Effect::kFatal ? "failed" : to_string(cause->effect);
  return span.duration_ns() ? "passed" : "unfinished";
}

model::Row row_of(const tree::TraceTree& tree, std::uint32_t node, const std::optional<Failure>& cause) {
  const model::Span& span = tree.span_of(tree.nodes[node]);
  model::Row row{trace_cell(tree, node),
                 span_cell(tree, node),
                 text_cell(span.name),
                 text_cell(tree.trace.service_of(span)),
                 text_cell(model::to_string(span.role)),
                 text_cell(worker_of(span)),
                 text_cell(span.facet_text(model::Facet::kTaskId)),
                 text_cell(span.facet_text(model::Facet::kTaskName)),
                 time_cell(tree.nodes[node].start_ns),
                 duration_cell(span.duration_ns()),
                 text_cell(outcome_of(span, cause))};
  if (!cause) {
    row.resize(row.size() + 5);
    return row;
  }
  const FailureReason reason = reason_of(tree, cause->node);
  const std::uint8_t evidence = tree.span_of(tree.nodes[cause->node]).evidence;
  row.emplace_back(fmt::format("{}", fmt::join(model::evidence_names(evidence), ",")));
  row.push_back(text_cell(reason.message));
  row.push_back(span_cell(tree, cause->node));
  row.push_back(text_cell(reason.worker_id));
  row.emplace_back(group_of(Grouping::kPath, tree, cause->node));
  return row;
}

}  // namespace

Outcomes::Outcomes(const Options&)
    : Analysis({"trace_id", "span_id", "name", "service", "role", "worker_id", "task_id", "task_name",
                "start_ns", "duration_ns", "outcome", "evidence", "message", "cause_span_id",
                "cause_worker_id", "path"}) {}

void Outcomes::add(const tree::TraceTree& tree, std::vector<model::Row>& rows) {
  const OutcomeFinder outcomes(tree);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (outcomes.has_outcome(i)) rows.push_back(row_of(tree, i, outcomes.cause(i)));
  }
}

}  // namespace tracewh::analysis
