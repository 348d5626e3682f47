#pragma once

#include "analysis/analysis.hpp"
#include "analysis/grouping.hpp"
#include "analysis/path_walk.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace tracewh::analysis {

/// What durations consist of: the segments of each critical path in order of time; or, with the option `by`,
/// added up over all traces, the longest first.
class CriticalPath final : public Analysis {
 public:
  explicit CriticalPath(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
  void finish(std::vector<model::Row>& rows) override;

 private:
  struct Sum {
    std::uint64_t traces = 0;
    std::uint64_t last_trace = 0;  ///< the number of the last one
    std::uint64_t segments = 0;
    std::int64_t total_ns = 0;
    std::int64_t max_saving_ns = 0;
  };

  void add_up(const Groups& groups, const PathWalk& walk);

  Grouping by_;
  std::map<std::string, Sum> sums_;
  std::uint64_t traces_ = 0;
  std::int64_t whole_ns_ = 0;
};

}  // namespace tracewh::analysis
