#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// Estimates how far the clocks of services are off. A call that lies within the one that waits for it, as
/// all do by one clock, bounds how much further the clock of its service may be than that of its caller's.
/// Clocks are told from the services that nobody calls downwards, so that what a service calls is not blamed
/// for its clock.
class SkewEstimator {
 public:
  void add(const tree::TraceTree& tree);

  /// A service whose clock is off: most of the calls from the service that calls it most do not lie within
  /// their callers, and the clock of that one is no reason.
  struct Skew {
    std::string_view service;
    std::uint64_t calls = 0;     ///< that do not
    std::int64_t offset_ns = 0;  ///< the middle of what the calls allow: positive when its clock is ahead
    model::TraceId trace_id;     ///< of the first such call
    model::SpanId span_id;
  };

  /// By service. Valid until something is added.
  std::vector<Skew> skews() const;

 private:
  /// How much further a clock is than another, at least and at most.
  struct Bounds {
    std::int64_t least_ns = 0;
    std::int64_t most_ns = 0;

    bool allow_none() const { return least_ns <= 0 && most_ns >= 0; }
  };

  /// Those from one service to another.
  struct Calls {
    std::vector<Bounds> bounds;
    std::uint64_t outside = 0;  ///< that do not lie within their callers
    model::TraceId trace_id;
    model::SpanId span_id;

    Bounds median() const;
  };

  using ByCaller = std::map<std::string, Calls, std::less<>>;

  static const ByCaller::value_type& most_calls(const ByCaller& callers);
  Bounds clock_of(std::string_view service, std::map<std::string_view, Bounds>& known) const;

  std::map<std::string, ByCaller, std::less<>> calls_;  ///< by the service that is called
};

}  // namespace tracewh::analysis
