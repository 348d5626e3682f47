#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::analysis {

/// By what spans are added up.
enum class Grouping : std::uint8_t {
  kNone,
  kOperation,
  kPath,  ///< the names from the root down
  kRole,
  kService,
  kWorker,
  kAgent,
  kModel,
  kTaskType,
  kTrace,
  kRun,  ///< that brought the trace; of that the spans tell nothing, see Options::runs_of()
};

/// `operation`, `task_type` and so on; kNone for the empty name. Throws base::Error (usage) for any other.
Grouping grouping_from_name(std::string_view name);

/// What the span at a node belongs to; empty where it has no such thing.
std::string group_of(Grouping grouping, const tree::TraceTree& tree, std::uint32_t node);

/// What the nearest span at or above a node that has such a thing belongs to: the calls that a worker makes
/// are the worker's.
std::string group_around(Grouping grouping, const tree::TraceTree& tree, std::uint32_t node);

}  // namespace tracewh::analysis
