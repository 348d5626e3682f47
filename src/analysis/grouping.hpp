#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// By what spans are added up.
enum class Grouping : std::uint8_t {
  kNone,
  kOperation,
  kPath,  ///< the names from the root down, of deep ones the last
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

/// The same for many nodes of one tree, which must outlive it.
class Groups {
 public:
  Groups(Grouping grouping, const tree::TraceTree& tree);

  std::string around(std::uint32_t node) const;

 private:
  Grouping grouping_;
  const tree::TraceTree& tree_;
  std::vector<std::uint32_t> holders_;  ///< by node: it, or the nearest above, that belongs to something
};

}  // namespace tracewh::analysis
