#pragma once

#include "store/sqlite/statement.hpp"
#include "store/totals/totals.hpp"
#include "store/write/span_facts_reader.hpp"
#include "store/write/trace_row.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <span>
#include <vector>

namespace tracewh::store {

/// Keeps right what follows from the parents of spans, in whatever order they arrive: which spans are
/// orphans, and which tasks got an error reply.
class TraceLinks {
 public:
  /// Failures that it finds are counted in `totals`, which must outlive it.
  TraceLinks(sqlite3* connection, Totals& totals);

  /// Counts spans that were just stored in `trace`, ascending by ID.
  void add(TraceRow& trace, std::span<const SpanFacts> spans);

  /// Counts `trace` anew from its stored spans, after one of them was replaced.
  void rebuild(TraceRow& trace);

 private:
  bool is_stored(const TraceRow& trace, std::int64_t span_id);
  void climb(TraceRow& trace, std::int64_t span_id);
  void clear_error_replies(const TraceRow& trace);

  Totals& totals_;
  Statement has_span_;
  Statement ancestry_;
  Statement mark_;
  Statement failed_by_reply_;
  Statement clear_marks_;
  SpanFactsReader facts_;
};

}  // namespace tracewh::store
