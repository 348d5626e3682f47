#pragma once

#include "analysis/analysis.hpp"

namespace tracewh::analysis {

/// Of each failed trace the first fatal failure; with the option `all` every failure where it began, the
/// fatal ones first.
class Blame final : public Analysis {
 public:
  explicit Blame(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;

 private:
  bool all_;
};

}  // namespace tracewh::analysis
