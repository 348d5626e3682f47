#pragma once

#include "analysis/analysis.hpp"
#include "analysis/join_finder.hpp"

namespace tracewh::analysis {

/// The traces that came apart and belong together, see JoinFinder; with chosen ones, those that one of them
/// is part of.
class Joins final : public Analysis {
 public:
  explicit Joins(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
  void finish(std::vector<model::Row>& rows) override;

 private:
  Options options_;
  content::ContentReader reader_;
  JoinFinder finder_;
};

}  // namespace tracewh::analysis
