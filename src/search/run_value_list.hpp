#pragma once

#include "search/run_values.hpp"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace tracewh::search {

/// How many spans there are of something, and what they add up to.
struct CallSums {
  std::uint64_t spans = 0;
  std::uint64_t errors = 0;
  std::int64_t tokens = 0;
  double cost = 0;
};

/// The values of a run, as far as they are asked for.
class RunValueList {
 public:
  /// `tasks` is what calls, tokens and costs are divided by. `choice` must outlive it.
  RunValueList(const MeasureChoice& choice, std::uint64_t tasks) : choice_(choice), tasks_(tasks) {}

  bool wants(compare::Level level, std::string_view metric) const {
    return choice_.wants(level, compare::find_metric(metric));
  }

  void add(const RunKey& key, std::string_view metric, double value, std::uint64_t observations,
           std::optional<double> standard_error = {});

  /// What sums tell: error_rate, calls_per_task, and tokens and cost where there are any.
  void add(const RunKey& key, const CallSums& sums);

  std::vector<RunValue> take() { return std::move(values_); }

 private:
  const MeasureChoice& choice_;
  std::uint64_t tasks_;
  std::vector<RunValue> values_;
};

}  // namespace tracewh::search
