#pragma once

#include "analysis/analysis.hpp"

namespace tracewh::analysis {

/// Of each trace the time in which none of its spans without children was at work, between the end of one and
/// the start of the next, added up by the names of these two, the longest first.
class Waits final : public Analysis {
 public:
  explicit Waits(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
};

}  // namespace tracewh::analysis
