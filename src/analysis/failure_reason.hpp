#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::analysis {

/// Who did the work that failed, and why it did. Either may be empty.
struct FailureReason {
  std::string worker_id;
  std::string_view message;  ///< lives as long as the tree
};

/// The reason of a failure that began at `node`: its own, else that which the error reply tells by which its
/// task heard of it.
FailureReason reason_of(const tree::TraceTree& tree, std::uint32_t node);

}  // namespace tracewh::analysis
