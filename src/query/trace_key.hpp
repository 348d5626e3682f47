#pragma once

#include "model/ids.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::query {

/// Where a trace stands in the order of arrival. Has a meaning only to the database that gave it, and only as
/// long as the trace is stored.
enum class Arrival : std::int64_t {};

/// A trace that is stored.
struct TraceKey {
  Arrival arrival{};
  model::TraceId id;
  std::uint64_t span_count = 0;
};

/// A stored trace that was asked for, and which of its spans were.
struct MatchedTrace {
  TraceKey trace;
  std::vector<model::SpanId> spans;  ///< ascending
};

}  // namespace tracewh::query
