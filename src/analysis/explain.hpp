#pragma once

#include "analysis/analysis.hpp"
#include "analysis/factor_counts.hpp"

namespace tracewh::analysis {

/// What the traces that are chosen have in common, and the others have not: the least likely to be chance
/// first.
class Explain final : public Analysis {
 public:
  explicit Explain(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
  /// Throws base::Error (unanswerable) when there are fewer than two traces in either group.
  void finish(std::vector<model::Row>& rows) override;

 private:
  Options options_;
  FactorCounts counts_;
};

}  // namespace tracewh::analysis
