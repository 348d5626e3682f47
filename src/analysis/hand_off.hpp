#pragma once

#include "content/content_reader.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// What tells that a worker's span took what a send handed off.
enum class PairingRule : std::uint8_t {
  kNone,  ///< no worker's span was found
  kLink,
  kParent,
  kMessageId,
  kTaskId,
  kOrder,
  kDirect,  ///< the worker stands directly below its task, and nothing was sent
};

/// Empty for kNone.
std::string_view to_string(PairingRule rule);

/// Work that goes from one to another. Nodes of the tree, tree::kNone for what there is not.
struct HandOff {
  std::uint32_t send = tree::kNone;
  std::uint32_t worker = tree::kNone;
  std::uint32_t reply = tree::kNone;
  PairingRule rule = PairingRule::kNone;
};

/// All hand-offs of a trace, by start. A send has at most one worker's span, and that one at most one send
/// and one reply. What a worker's span says, a message directly above it that receives says, too. Rules are
/// tried in order, each for all spans that the ones before have left:
/// - link: the worker's span links to the send, in the order of starts and links;
/// - parent: it is the first below the send, with no other worker's span between them;
/// - message_id: both name one message, which `pending` does not;
/// - task_id: both name one task; a send that names none is for the one that the nearest span above it names;
/// - order: the worker starts no earlier than the send, as a child of the send's parent, or else of the one
///   above that, and at least one of the two names no task itself;
/// - direct: the worker's parent is a task.
/// Those that name different messages are paired by links and parents only. Where several have one ID:
/// equally many are paired by start; of others, the last worker has the last send that starts no later than
/// it, and so on backwards; so are those that are paired by order. What starts together comes in the order of
/// the tree. The reply is the last below the worker's span, else the first from its end on that names the
/// send's message, else its task. O(n log n). Links are known only when the trace was loaded with payloads.
std::vector<HandOff> hand_offs(const tree::TraceTree& tree, content::ContentReader& reader);

}  // namespace tracewh::analysis
