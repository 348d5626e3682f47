#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// What became of a failure.
enum class Effect : std::uint8_t {
  kFatal,     ///< it reached a failed task, or a failed root, and nothing above that absorbed it
  kAbsorbed,  ///< a span above went on and succeeded
  kRetried,   ///< a later span of the same name and role beside it, or beside a span above, succeeded
};

std::string_view to_string(Effect effect);

/// A failure that has no other below it from which it could come.
struct Failure {
  std::uint32_t node;
  Effect effect;
};

/// All failures of a trace where they began, by start and then in the order of the tree. A failure goes from
/// a span to its parent, and on through a parent without evidence of failure unless that one is OK, or began
/// something after it that did not fail and is no message. Where a parent is missing, it goes on to a failed
/// root that no other failure reached; in a trace without roots the missing parent counts as a failed one.
/// O(n log n).
std::vector<Failure> failures_of(const tree::TraceTree& tree);

/// Why a failure happened in words: the message of the span at `node`, else of the nearest above that has
/// one.
std::string_view message_of(const tree::TraceTree& tree, std::uint32_t node);

}  // namespace tracewh::analysis
