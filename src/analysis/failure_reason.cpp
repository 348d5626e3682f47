#include "analysis/failure_reason.hpp"

#include "analysis/error_reply.hpp"
#include "analysis/failure_flow.hpp"
#include "analysis/grouping.hpp"
#include "model/evidence.hpp"

namespace tracewh::analysis {

FailureReason reason_of(const tree::TraceTree& tree, std::uint32_t node) {
  FailureReason reason{group_around(Grouping::kWorker, tree, node), message_of(tree, node)};
  const bool is_told = (tree.span_of(tree.nodes[node]).evidence & model::evidence::kErrorReply) != 0;
  const std::uint32_t reply = is_told ? error_reply_to(tree, node) : tree::kNone;
  if (reply == tree::kNone) return reason;
  const std::uint32_t worker = worker_behind(tree, node, reply);
  if (reason.worker_id.empty() && worker != tree::kNone)
    reason.worker_id = group_of(Grouping::kWorker, tree, worker);
  if (reason.message.empty()) reason.message = model::failure_message(tree.span_of(tree.nodes[reply]));
  return reason;
}

}  // namespace tracewh::analysis
