#pragma once

#include "model/span.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// What a span is when work is handed off.
enum class WorkPart : std::uint8_t {
  kOther,
  kSend,    ///< hands work off: a message that assigns a task, or a PRODUCER
  kWorker,  ///< does the work
  kReply,   ///< a message that tells what became of the work
};

/// The part of each node. Workers are the spans of role worker, and CONSUMERs without one directly below; in
/// a trace that has none of these, its agents.
std::vector<WorkPart> work_parts(const tree::TraceTree& tree);

/// Whether a span tells how a message arrived, so that it speaks for a worker's span directly below it.
bool is_receipt(const model::Span& span, WorkPart part);

/// The message that a span names; empty also while its ID is `pending`, which says nothing.
std::string_view message_id_of(const model::Span& span);

/// Who does the work of a worker's span: its worker, else its agent; may be empty.
std::string_view worker_of(const model::Span& span);

}  // namespace tracewh::analysis
