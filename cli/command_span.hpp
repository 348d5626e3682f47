#pragma once

#include "decode/normalize/semantics.hpp"
#include "model/batch.hpp"
#include "model/ids.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::cli {

/// The span of a command that was run: the parent of what the command does, which it learns from TRACEPARENT.
struct CommandSpan {
  model::TraceId trace_id;
  model::SpanId span_id;
  model::SpanId parent_span_id;  ///< zero when the command begins a trace
  std::string name;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  int exit_status = 0;
};

/// A span with a new, random ID: in the context that `traceparent` gives, or in a new trace when that is no
/// header of W3C Trace Context.
CommandSpan new_command_span(std::string_view traceparent);

/// Its context as W3C Trace Context writes it, sampled.
std::string traceparent(const CommandSpan& span);

/// The span as receivers would have got it.
model::Batch to_batch(const CommandSpan& span, const decode::Semantics& semantics);

}  // namespace tracewh::cli
