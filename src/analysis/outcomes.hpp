#pragma once

#include "analysis/analysis.hpp"

namespace tracewh::analysis {

/// One row a task, and one a root, whatever its role: how it ended, and where the failure began that made it
/// fail. A failure that made the trace fail, but no task or root above it, has a row of its own.
class Outcomes final : public Analysis {
 public:
  explicit Outcomes(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
};

}  // namespace tracewh::analysis
