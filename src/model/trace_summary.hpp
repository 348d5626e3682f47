#pragma once

#include "model/enums.hpp"
#include "model/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::model {

/// The summary of a trace: one row of the table `trace`. Times are nanoseconds since the Unix epoch, 0 when
/// none of its spans has a known one.
struct TraceSummary {
  TraceId trace_id;
  std::string name;  ///< of the root, or of the earliest span when there is none
  std::string service;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  std::int64_t duration_ns = 0;
  std::uint64_t spans = 0;
  std::uint64_t errors = 0;   ///< spans with any evidence of failure
  std::uint64_t orphans = 0;  ///< spans whose parent is not stored
  std::uint64_t unfinished = 0;
  std::vector<std::string> services;
  std::vector<std::string> agents;  ///< agents, else workers
  StatusCode status = StatusCode::kUnset;
  bool has_root = false;

  /// None when no span has a known start or duration.
  std::optional<std::int64_t> known_duration_ns() const {
    return start_ns == 0 && duration_ns == 0 ? std::nullopt : std::optional(duration_ns);
  }
};

}  // namespace tracewh::model
