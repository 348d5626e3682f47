#pragma once

#include "store/sqlite/statement.hpp"
#include "store/totals/duration_counts.hpp"
#include "store/totals/key_hash.hpp"
#include "store/totals/span_facts.hpp"

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace tracewh::store {

/// The table `operation_total`. Changes stay in memory until flush().
class OperationTotals {
 public:
  explicit OperationTotals(sqlite3* connection);

  void add(const SpanFacts& span);
  void remove(const SpanFacts& span);
  /// Counts the span, which is counted already, as a failed one, or no longer with -1.
  void add_errors(const SpanFacts& span, std::int64_t errors);

  void flush();

  /// Makes exact again, by one pass over all spans, what removals left uncertain. Call after flush().
  void refresh();

 private:
  /// Service, name and role.
  using Key = std::array<std::int64_t, 3>;
  struct Total {
    std::int64_t spans = 0;
    std::int64_t errors = 0;
    std::int64_t total_ns = 0;
    std::optional<std::int64_t> max_ns;
    std::int64_t start_ns = 0;  ///< 0, as the end, when no span has a known start
    std::int64_t end_ns = 0;
    DurationCounts durations;
    bool stale = false;
    bool touched = false;
  };

  Total& open(const SpanFacts& span);
  Total load(const Key& key);
  void store(const Key& key, const Total& total);
  void refresh_few_durations();

  std::unordered_map<Key, Total, KeyHash> totals_;
  Statement find_;
  Statement store_;
  Statement delete_;
  Statement few_durations_;
  Statement store_durations_;
  Statement refresh_;
};

}  // namespace tracewh::store
