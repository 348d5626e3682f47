#pragma once

#include "model/ids.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace tracewh::ingest {

/// The traces that sampling has not decided on, and when their last span came.
class HeldTraces {
 public:
  using Clock = std::chrono::steady_clock;

  /// A trace is due when no span of it came for so long.
  explicit HeldTraces(Clock::duration wait) : wait_(wait) {}

  void add(const model::TraceId& trace_id, Clock::time_point now);

  /// Notes that spans of a trace came; false when it is not held.
  bool refresh(const model::TraceId& trace_id, Clock::time_point now);

  /// Takes out up to `limit` traces that are due.
  std::vector<model::TraceId> take_due(Clock::time_point now, std::size_t limit);

 private:
  Clock::duration wait_;
  std::map<model::TraceId, Clock::time_point> last_spans_;
  /// Each held trace once, by when it is to be looked at.
  std::deque<std::pair<Clock::time_point, model::TraceId>> looks_;
};

}  // namespace tracewh::ingest
