#pragma once

#include "store/retain/keep_rule.hpp"
#include "store/retain/sampled_traces.hpp"
#include "store/sqlite/statement.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace tracewh::store {

/// Which traces a database keeps. Whole traces leave, those that started first before the others.
struct Retention {
  std::optional<std::int64_t> keep_ns;    ///< traces that started longer ago leave
  std::optional<std::int64_t> max_bytes;  ///< of used pages; while there are more, the oldest trace leaves
  KeepRule keep;                          ///< these traces leave only when the size cannot be met otherwise

  bool is_limited() const { return keep_ns || max_bytes; }
};

/// Removes the traces that must leave, step by step, and counts them in `dropped_total`. The file does not
/// shrink: its free pages are used again.
class Pruner {
 public:
  Pruner(WriterDatabase& database, const Retention& retention);

  /// What one step removed, and whether another may remove more.
  struct Step {
    DroppedCounts removed;
    bool is_last = true;
  };

  /// Removes some of the traces that must leave, in a transaction that is open; `writer` has been flushed
  /// before, and is to be flushed before the commit.
  Step step(SpanWriter& writer, std::int64_t now_ns);

  /// Looks at all traces again, also at those that were kept or came later than younger ones.
  void restart() { passed_ = kBeforeAll; }

 private:
  struct Position {
    std::int64_t start_ns = 0;
    std::int64_t id = 0;
  };
  struct Candidate {
    Position position;
    model::TraceId trace_id;
    std::int64_t spans = 0;
    std::int64_t errors = 0;
    std::int64_t duration_ns = 0;
  };
  static constexpr Position kBeforeAll{std::numeric_limits<std::int64_t>::min(), 0};

  std::vector<Candidate> next_traces(const Position& after);
  bool is_too_large();
  bool is_too_old(const Candidate& trace, std::int64_t now_ns) const;
  Step remove_kept(SpanWriter& writer);
  void remove(const Candidate& trace, SpanWriter& writer, Step& step);

  WriterDatabase& database_;
  Retention retention_;
  Position passed_ = kBeforeAll;  ///< traces up to here are kept by the rule
  Statement oldest_traces_;
  Statement release_;
  Statement count_pruned_;
};

}  // namespace tracewh::store
