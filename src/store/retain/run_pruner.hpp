#pragma once

#include "store/retain/sampled_traces.hpp"
#include "store/sqlite/statement.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace tracewh::store {

/// Which named runs a database keeps; those of other names stay, and traces without a run.
struct RunRetention {
  std::int64_t latest = 1;             ///< so many runs, those that started last
  std::optional<std::string> pattern;  ///< of their names, see SQLite's GLOB; none: of any
};

/// Removes the runs that must leave, the oldest first, step by step: first the traces that no other run
/// brought, which are counted in `dropped_total`, then, in one step, the run itself.
class RunPruner {
 public:
  /// Decides which runs leave.
  RunPruner(WriterDatabase& database, const RunRetention& retention);

  /// What one step removed, and whether another has anything to remove.
  struct Step {
    DroppedCounts removed;
    std::uint64_t runs = 0;
    bool is_last = true;
  };

  /// Works in a transaction that is open; `writer` has been flushed before, and is to be flushed before the
  /// commit.
  Step step(SpanWriter& writer);

 private:
  bool remove_traces(std::int64_t run, SpanWriter& writer, DroppedCounts& removed);
  void remove_run(std::int64_t run);

  std::deque<std::int64_t> runs_;  ///< that must leave
  std::int64_t passed_ = 0;        ///< traces of the first of them up to here have left, or stay
  Statement traces_of_run_alone_;
  Statement release_;
  Statement count_pruned_;
  Statement leave_run_;
  Statement leave_ingests_;
  Statement delete_run_;
};

}  // namespace tracewh::store
