#pragma once

#include "store/aggregated_trace.hpp"
#include "store/statement.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <span>
#include <vector>

namespace tracewh::store {

/// Keeps right what follows from the parents of spans, in whatever order they arrive: which spans are
/// orphans, and which tasks got an error reply.
class TraceLinks {
 public:
  explicit TraceLinks(sqlite3* connection);

  /// Counts spans that were just stored in `trace`, ascending by ID.
  void add(AggregatedTrace& trace, std::span<const SpanFacts> spans);

  /// Counts `trace` anew from its stored spans, after one of them was replaced. `error_type` is the
  /// string id of the message type that tells of a failure.
  void rebuild(AggregatedTrace& trace, std::int64_t error_type);

 private:
  bool is_stored(const AggregatedTrace& trace, std::int64_t span_id);
  void climb(AggregatedTrace& trace, std::int64_t span_id);
  std::vector<SpanFacts> load_facts(const AggregatedTrace& trace, std::int64_t error_type);

  Statement has_span_;
  Statement ancestry_;
  Statement mark_;
  Statement clear_marks_;
  Statement facts_;
};

}  // namespace tracewh::store
