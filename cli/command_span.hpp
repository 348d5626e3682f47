#pragma once

#include "decode/semantics.hpp"
#include "model/batch.hpp"
#include "model/ids.hpp"

#include <cstdint>
#include <string>

namespace tracewh::cli {

/// The span of a command that was run: the parent of what the command does, which it learns from TRACEPARENT.
struct CommandSpan {
  model::TraceId trace_id;
  model::SpanId span_id;
  std::string name;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  int exit_status = 0;
};

/// A span with new, random IDs.
CommandSpan new_command_span();

/// Its context as W3C Trace Context writes it, sampled.
std::string traceparent(const CommandSpan& span);

/// The span as receivers would have got it.
model::Batch to_batch(const CommandSpan& span, const decode::Semantics& semantics);

}  // namespace tracewh::cli
