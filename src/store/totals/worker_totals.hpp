#pragma once

#include "store/sqlite/statement.hpp"
#include "store/totals/duration_counts.hpp"
#include "store/totals/span_facts.hpp"

#include <sqlite3.h>

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

namespace tracewh::store {

/// The tables `worker_total` and `worker_busy`. Changes stay in memory until flush().
class WorkerTotals {
 public:
  explicit WorkerTotals(sqlite3* connection);

  /// Spans without a worker are passed over.
  void add(const SpanFacts& span);
  void remove(const SpanFacts& span);
  void add_errors(const SpanFacts& span, std::int64_t errors);
  void add_traces(std::int64_t worker, std::int64_t traces);

  /// To be called when all changes to `span` are made.
  void flush();

 private:
  /// From start to end, in nanoseconds since the Unix epoch; may be empty.
  struct Interval {
    std::int64_t start_ns = 0;
    std::int64_t end_ns = 0;
    auto operator<=>(const Interval&) const = default;
  };
  struct Total {
    std::int64_t spans = 0;
    std::int64_t traces = 0;
    std::int64_t errors = 0;
    std::int64_t busy_ns = 0;
    DurationCounts durations;
    std::vector<Interval> worked;   ///< by spans that were added
    std::vector<Interval> removed;  ///< with spans that were removed
  };

  Total& open(std::int64_t worker);
  static void make_up(Total& total);
  void add_busy(std::int64_t worker, Total& total);
  void remove_busy(std::int64_t worker, Total& total);
  Interval take_touching(std::int64_t worker, Interval interval, Total& total);
  std::vector<Interval> spans_within(std::int64_t worker, const Interval& interval);
  DurationCounts durations_of_worker(std::int64_t worker);
  void store(std::int64_t worker, const Total& total);

  std::map<std::int64_t, Total> totals_;  ///< of this transaction, by worker
  Statement find_;
  Statement store_;
  Statement delete_;
  Statement busy_intervals_;
  Statement delete_interval_;
  Statement insert_interval_;
  Statement durations_of_worker_;
  Statement spans_of_worker_;
};

}  // namespace tracewh::store
