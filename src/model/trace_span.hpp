#pragma once

#include "model/enums.hpp"
#include "model/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::model {

/// A span as a tree shows it. Times are nanoseconds since the Unix epoch.
struct TraceSpan {
  SpanId span_id;
  SpanId parent_span_id;  ///< invalid for a root
  std::string name;
  std::string service;
  Role role = Role::kOther;
  std::int32_t kind = 0;
  std::int64_t start_ns = 0;
  std::optional<std::int64_t> duration_ns;  ///< none while unfinished
  StatusCode status = StatusCode::kUnset;
  std::string status_message;  ///< or the exception's or error attribute's message
  std::uint8_t evidence = 0;
  std::uint8_t anomalies = 0;
  std::string actor;   ///< worker, else agent, else orchestrator; may be empty
  std::string detail;  ///< what the role acts on: task name, model, tool, message type
};

/// One trace with all spans that are stored of it, in order of start.
struct Trace {
  TraceId trace_id;
  std::vector<TraceSpan> spans;
  bool truncated = false;        ///< only the first spans were read
  std::uint64_t span_count = 0;  ///< spans stored, also when truncated
};

}  // namespace tracewh::model
