#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

class CallInputReader;

/// Work that was done again.
struct Loop {
  std::string_view kind;  ///< `retry_storm`, `repeated_call`, `ping_pong` or `work_after_answer`
  std::string name;       ///< the operation; of a ping-pong the two agents
  std::uint32_t first;    ///< node
  std::uint64_t count = 0;
  std::int64_t wasted_ns = 0;
};

/// Below one parent the same operation with equal input, one behind the other: `retry_storm` where of three
/// or more all but the last failed, which wastes those; `repeated_call` where none failed and the input is
/// known, which wastes all but the first.
void find_repetitions(const tree::TraceTree& tree, CallInputReader& inputs, std::vector<Loop>& loops);

/// Two agents in turns six times or more, one after the other with no other work between, or each below the
/// one before: `ping_pong`, which wastes all behind the first two turns.
void find_ping_pong(const tree::TraceTree& tree, std::vector<Loop>& loops);

/// Workers, agents, models and tools that begin after the answer of their trace was sent, which is the end of
/// the last message of the type `answer` or `final_answer`, else that of the root: `work_after_answer`. Those
/// below one of them are not counted.
void find_work_after_answer(const tree::TraceTree& tree, std::vector<Loop>& loops);

}  // namespace tracewh::analysis
