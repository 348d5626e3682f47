#pragma once

#include "model/ids.hpp"
#include "store/sqlite/statement.hpp"
#include "store/totals/totals.hpp"
#include "store/write/trace_links.hpp"
#include "store/write/trace_row.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace tracewh::store {

/// The rows of `trace` that the current transaction touches, in memory, and the tables `trace` and
/// `trace_run` behind them.
class TraceTable {
 public:
  explicit TraceTable(sqlite3* connection);

  /// The trace of that ID: from memory, from the database, or new with the next number. The reference
  /// stays valid until flush().
  TraceRow& open(const model::TraceId& trace_id);

  /// Lets the trace, which open() gave, join `runs` at the next flush.
  void join(const TraceRow& trace, std::span<const std::int64_t> runs);

  /// Removes the trace, which open() gave, and what `totals` count of it, all but its spans.
  void remove(const TraceRow& trace, Totals& totals);

  /// Writes all traces that were opened since the last flush, those that are stale counted anew by `links`,
  /// joins them to `run` if there is one, and counts what changed in `totals`.
  void flush(std::optional<std::int64_t> run, TraceLinks& links, Totals& totals);

 private:
  struct Hash {
    std::size_t operator()(const model::TraceId& id) const;
  };
  struct Entry {
    TraceRow trace;
    TraceFacts counted;                 ///< as the totals count it
    std::vector<std::int64_t> runs;     ///< that it has joined
    std::vector<std::int64_t> joining;  ///< at the next flush; may have joined some already
    bool touched = false;
  };

  void load(Entry& entry);
  void load_runs(Entry& entry);
  void store(const TraceRow& trace);
  void count(Entry& entry, std::optional<std::int64_t> run, Totals& totals);
  void join(Entry& entry, std::int64_t run, const TraceFacts& now, Totals& totals);

  std::unordered_map<model::TraceId, Entry, Hash> entries_;
  std::vector<Entry*> touched_;  ///< since the last flush
  std::int64_t next_id_;
  Statement find_;
  Statement store_;
  Statement delete_missing_parents_;
  Statement delete_joins_;
  Statement join_run_;
  Statement runs_of_trace_;
  Statement leave_runs_;
  Statement delete_;
};

}  // namespace tracewh::store
