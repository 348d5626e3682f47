#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// Estimates how far the clock of each service is off against those of its callers, from calls between
/// services: a span that took no longer than the one that called it lies within it, in the middle where
/// nothing else is known.
class SkewEstimator {
 public:
  void add(const tree::TraceTree& tree);

  /// A service whose clock is off: most of its calls do not lie within their callers.
  struct Skew {
    std::string_view service;
    std::uint64_t calls = 0;     ///< that do not
    std::int64_t offset_ns = 0;  ///< the median: positive when its clock is ahead
    model::TraceId trace_id;     ///< of the first such call
    model::SpanId span_id;
  };

  /// By service. Valid until something is added.
  std::vector<Skew> skews() const;

 private:
  struct Calls {
    std::uint64_t count = 0;
    std::vector<std::int64_t> offsets_ns;  ///< of those that do not lie within their callers
    model::TraceId trace_id;
    model::SpanId span_id;
  };

  std::map<std::string, Calls, std::less<>> calls_;
};

}  // namespace tracewh::analysis
