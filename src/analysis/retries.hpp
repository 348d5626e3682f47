#pragma once

#include "tree/trace_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::analysis {

/// Counts work that was done again: spans that start when another of the same task ID and name had ended, in
/// whichever trace.
class Retries {
 public:
  /// Takes note of a worker's span, which is of lane `lane`. Of no use is what names no task or starts at an
  /// unknown time.
  void add(const tree::TraceTree& tree, std::uint32_t node, std::size_t lane);

  /// How many retries each lane has had. There are `lanes` of them.
  std::vector<std::uint64_t> count(std::size_t lanes);

 private:
  struct Attempt {
    std::int64_t start_ns;
    std::int64_t end_ns;  ///< the greatest number while it is unknown
    std::size_t lane;
  };

  std::map<std::pair<std::string, std::string>, std::vector<Attempt>> attempts_;  ///< by task ID and name
};

}  // namespace tracewh::analysis
