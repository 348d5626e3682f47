#pragma once

#include "analysis/analysis.hpp"
#include "analysis/call_input.hpp"

namespace tracewh::analysis {

/// Work that was done again, in each trace by the time that it wasted, the most first.
class Loops final : public Analysis {
 public:
  explicit Loops(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;

 private:
  CallInputReader inputs_;
};

}  // namespace tracewh::analysis
