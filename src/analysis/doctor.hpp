#pragma once

#include "analysis/analysis.hpp"
#include "analysis/clock_skew.hpp"
#include "analysis/findings.hpp"
#include "analysis/join_finder.hpp"

#include <cstdint>
#include <map>

namespace tracewh::analysis {

/// What is wrong with the instrumentation of all traces together: a row for each kind and service, the most
/// serious first.
class Doctor final : public Analysis {
 public:
  explicit Doctor(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
  void finish(std::vector<model::Row>& rows) override;

 private:
  void explain_half(const model::TraceId& id);
  void find_separate_work();
  void suspect_sampling();

  Findings findings_;
  /// Within traces that lack parents, perhaps because they have but half of another's ID.
  std::map<model::TraceId, Findings> halves_;
  SkewEstimator skews_;
  content::ContentReader reader_;
  JoinFinder joins_;
  std::uint64_t traces_ = 0;
  std::uint64_t with_missing_parents_ = 0;
};

}  // namespace tracewh::analysis
