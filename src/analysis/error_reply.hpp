#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>

namespace tracewh::analysis {

/// The message by which a task that failed by an error reply heard of it: of those of type `error` below the
/// span at `task` the first; tree::kNone when there is none.
std::uint32_t error_reply_to(const tree::TraceTree& tree, std::uint32_t task);

/// The worker's span whose work such a message is about: the nearest at or above `reply`, else of those below
/// the span at `task` the one that ended last before it; tree::kNone when there is none.
std::uint32_t worker_behind(const tree::TraceTree& tree, std::uint32_t task, std::uint32_t reply);

}  // namespace tracewh::analysis
