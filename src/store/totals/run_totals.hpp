#pragma once

#include "store/sqlite/statement.hpp"
#include "store/totals/duration_counts.hpp"
#include "store/totals/key_hash.hpp"
#include "store/totals/span_facts.hpp"

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>

namespace tracewh::store {

/// The runs to which a trace belongs.
using Runs = std::span<const std::int64_t>;

/// The table `run_total`: the spans of each run by operation, task type, worker and model. Changes stay in
/// memory until flush().
class RunTotals {
 public:
  explicit RunTotals(sqlite3* connection);

  void add(Runs runs, const SpanFacts& span);
  void remove(Runs runs, const SpanFacts& span);
  /// Counts the span, which is counted already, as a failed one, or no longer with -1.
  void add_errors(Runs runs, const SpanFacts& span, std::int64_t errors);

  void flush();

  /// Makes exact again, by one pass over the spans of the runs in question, what removals left uncertain.
  /// Call after flush().
  void refresh();

 private:
  /// Run, level, service, name and role, as the columns of those names have them.
  using Key = std::array<std::int64_t, 5>;
  struct Total {
    std::int64_t spans = 0;
    std::int64_t errors = 0;
    std::int64_t total_ns = 0;
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    std::int64_t cost_billionths = 0;
    DurationCounts durations;
    bool touched = false;
  };

  template <typename Action>
  static void for_each_key(std::int64_t run, const SpanFacts& span, Action action);
  Total& open(const Key& key);
  Total load(const Key& key);
  void store(const Key& key, const Total& total);

  std::unordered_map<Key, Total, KeyHash> totals_;
  Statement find_;
  Statement store_;
  Statement delete_;
  Statement stale_;
  Statement spans_of_stale_runs_;
  Statement store_durations_;
};

}  // namespace tracewh::store
