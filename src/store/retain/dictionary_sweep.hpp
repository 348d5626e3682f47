#pragma once

#include "store/sqlite/statement.hpp"
#include "store/write/span_writer.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tracewh::store {

/// Removes the rows that Dictionary added and that no stored span refers to any more, because its trace left.
/// By which columns rows refer to others is told by the foreign keys of the schema. Works in small steps,
/// first over the spans and then over the rows; between two of them, spans may be written and removed. One at
/// a time for a connection, which must be closed when a sweep ends early.
class DictionarySweep {
 public:
  /// Whether so many traces have left since the last sweep that another pays: more than are stored.
  static bool is_due(sqlite3* connection);

  /// Begins. To be called, as step(), in a transaction. `writer` is the one that writes to the connection.
  DictionarySweep(sqlite3* connection, SpanWriter& writer);

  /// Does the next step. False when the sweep has ended.
  bool step();

 private:
  /// One table, passed from its first row to its last.
  struct Pass {
    Statement last_of_step;
    std::optional<Statement> remove;     ///< rows that nothing uses
    std::optional<Statement> mark_used;  ///< what the other rows use
  };

  sqlite3* connection_;
  SpanWriter& writer_;
  std::vector<Pass> passes_;
  std::size_t pass_ = 0;
  std::int64_t done_ = 0;  ///< the last row that this pass was at
};

}  // namespace tracewh::store
