#pragma once

#include "compare/metric.hpp"

#include <map>
#include <string_view>

namespace tracewh::compare {

/// How much each metric may change: what it says itself, unless another tolerance is set.
class Tolerances {
 public:
  /// Reads `10%`, `1ms`, `10%,1ms`, for every metric to which such a part applies, or `error_rate=0.5%`, for
  /// one. A percentage is a part of the base's value, of shares it is points; a duration is for metrics in
  /// ns; a plain number, for one metric, is in its unit. What is set of one metric stands whatever is set of
  /// all. Throws base::Error (usage).
  void set(std::string_view text);

  Tolerance of(const Metric& metric) const;

 private:
  std::map<std::string_view, Tolerance> of_all_;  ///< by metric
  std::map<std::string_view, Tolerance> of_one_;
};

}  // namespace tracewh::compare
