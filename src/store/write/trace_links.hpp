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
/// orphans, and which tasks got an error reply. Keeps the table `missing_parent`.
class TraceLinks {
 public:
  /// Failures that it finds are counted in `totals`, which must outlive it.
  TraceLinks(sqlite3* connection, Totals& totals);

  /// Counts spans that were just stored in `trace`, ascending by ID.
  void add(TraceRow& trace, std::span<const SpanFacts> spans);

  /// Counts `now`, which was just stored in the place of `before`.
  void replace(TraceRow& trace, const SpanFacts& before, SpanFacts now);

  /// Counts `now`, which was just stored under the ID of `before`; that was moved below it.
  void add_above(TraceRow& trace, const SpanFacts& before, const SpanFacts& now);

  /// Counts `trace` anew from its stored spans, if it is stale.
  void refresh(TraceRow& trace);

 private:
  bool is_stored(const TraceRow& trace, std::int64_t span_id);
  void climb(TraceRow& trace, std::int64_t span_id);
  bool resolve(TraceRow& trace, std::int64_t span_id);
  void add_orphan(TraceRow& trace, std::int64_t parent);
  void clear_error_replies(const TraceRow& trace);

  Totals& totals_;
  Statement has_span_;
  Statement ancestry_;
  Statement mark_;
  Statement find_missing_parent_;
  Statement count_orphan_;
  Statement await_error_reply_;
  Statement delete_missing_parent_;
  Statement delete_missing_parents_;
  Statement failed_by_reply_;
  Statement clear_marks_;
  SpanFactsReader facts_;
};

}  // namespace tracewh::store
