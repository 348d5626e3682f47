#pragma once

#include "store/sqlite/statement.hpp"
#include "store/totals/operation_totals.hpp"
#include "store/totals/run_totals.hpp"
#include "store/totals/span_facts.hpp"
#include "store/totals/worker_totals.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace tracewh::store {

/// What is counted of a trace in the totals of services, workers and runs.
struct TraceFacts {
  std::int64_t span_count = 0;
  std::int64_t error_count = 0;
  std::int64_t start_ns = 0;  ///< 0, as the end, when no span has a known start
  std::int64_t end_ns = 0;
  std::vector<std::int64_t> services;  ///< ascending
  std::vector<std::int64_t> workers;   ///< ascending
};

/// The totals of operations, services, workers and runs: what the queries that count read instead of all
/// spans. Changes stay in memory until flush().
class Totals {
 public:
  explicit Totals(sqlite3* connection);

  /// Counts a span; `runs` are those to which its trace belongs, here and below.
  void add(const SpanFacts& span, Runs runs);
  void remove(const SpanFacts& span, Runs runs);
  /// Counts a stored span as a failed one, or no longer with -1.
  void add_errors(const SpanFacts& span, Runs runs, std::int64_t errors);
  /// Counts a span, which is counted already, in a run that its trace joins.
  void add_to_run(const SpanFacts& span, std::int64_t run);

  /// Counts a trace whose facts were `before` when it was last counted; nothing for a new one. Runs count it
  /// apart.
  void count_trace(const TraceFacts& before, const TraceFacts& now);
  /// Counts `now` in place of `before` in a run; `traces` is 1 for a trace that joins it, -1 for one that
  /// leaves it.
  void count_in_run(std::int64_t run, const TraceFacts& before, const TraceFacts& now, std::int64_t traces);

  /// Writes all changes. To be called when those to `span` are made.
  void flush();

  /// Makes exact again, by one pass over all spans or traces, what removals left uncertain. Call after
  /// flush().
  void refresh();

 private:
  struct RunChange {
    std::int64_t traces = 0;
    bool lost_traces = false;
    std::int64_t spans = 0;
    std::int64_t errors = 0;
    std::optional<std::int64_t> start_ns;  ///< none when no trace came or changed
    std::optional<std::int64_t> end_ns;
  };

  sqlite3* connection_;
  OperationTotals operations_;
  WorkerTotals workers_;
  RunTotals run_totals_;
  std::map<std::int64_t, std::int64_t> service_traces_;
  std::map<std::int64_t, RunChange> runs_;
  Statement count_service_traces_;
  Statement add_to_run_;
  Statement doubt_times_of_runs_;
};

}  // namespace tracewh::store
