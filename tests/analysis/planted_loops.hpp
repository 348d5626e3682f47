#pragma once

#include "analysis/history_draft.hpp"

#include <cstddef>
#include <cstdint>

/// Work that is done again below a worker's span, and the facts about it.
namespace tracewh::analysis {

/// Calls of a tool of which the last succeeds. Returns when it ends, as all of these do.
std::int64_t add_storm(HistoryDraft& draft, std::size_t trace, const WorkSpan& work, std::int64_t start_ns);

/// Two agents in turns, one after the other.
std::int64_t add_turns(HistoryDraft& draft, std::size_t trace, const WorkSpan& work, std::int64_t start_ns);

/// Two agents in turns, each below the one before.
std::int64_t add_nested_turns(HistoryDraft& draft, std::size_t trace, const WorkSpan& work,
                              std::int64_t start_ns);

}  // namespace tracewh::analysis
