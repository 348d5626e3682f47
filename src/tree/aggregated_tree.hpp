#pragma once

#include "model/enums.hpp"
#include "tree/trace_tree.hpp"
#include "tree/tree_position.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tracewh::tree {

/// All spans that were reached by one path: the names and roles from the root down. Durations in
/// nanoseconds, over finished spans only.
struct AggregatedNode {
  std::string name;
  model::Role role = model::Role::kOther;
  bool placeholder = false;  ///< stands for parents that are missing, and no span
  std::uint64_t count = 0;
  std::uint64_t errors = 0;  ///< spans with any evidence of failure
  std::uint64_t unfinished = 0;
  std::uint64_t finished = 0;  ///< spans that the durations are of; placeholders are neither
  std::int64_t total_ns = 0;
  std::int64_t self_ns = 0;
  std::int64_t p50_ns = 0;  ///< by nearest rank
  std::int64_t p95_ns = 0;
  std::int64_t max_ns = 0;
  /// Total as a part of the lengths of all roots, of whole traces where one is missing. Traces that have no
  /// length count for neither; unknown where all are such.
  std::optional<double> share;
};

/// The aggregated tree of many traces in pre-order; siblings by total, longest first.
struct AggregatedTree {
  std::uint64_t traces = 0;
  std::uint64_t spans = 0;
  std::vector<TreePosition> positions;
  std::vector<AggregatedNode> nodes;  ///< parallel to `positions`
};

/// Aggregates traces, one at a time. Holds one node for each distinct path and one number for each span.
class TreeAggregator {
 public:
  void add(const TraceTree& tree);

  /// The tree of all that was added. The aggregator is empty afterwards.
  AggregatedTree finish();

 private:
  struct Path {
    std::uint32_t parent;
    bool placeholder;
    model::Role role;
    std::string_view name;  ///< of the node in paths_

    bool operator==(const Path&) const = default;
  };
  struct PathHash {
    std::size_t operator()(const Path& path) const;
  };
  struct Entry {
    AggregatedNode node;
    std::uint32_t parent;
    std::vector<std::int64_t> durations_ns;
    std::optional<double> shared_ns;  ///< its total in traces that have a length
  };

  std::uint32_t entry_for(Path path);
  std::vector<std::uint32_t> siblings_by_total() const;

  std::deque<Entry> entries_;  ///< parents before children; a deque, since paths_ views its names
  std::unordered_map<Path, std::uint32_t, PathHash> paths_;
  std::uint64_t traces_ = 0;
  std::uint64_t spans_ = 0;
  double whole_ns_ = 0;
};

}  // namespace tracewh::tree
