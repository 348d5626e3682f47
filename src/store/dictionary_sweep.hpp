#pragma once

#include "store/statement.hpp"

#include <sqlite3.h>

#include <cstdint>

namespace tracewh::store {

/// Removes the rows that Dictionary added and that no stored span refers to any more, because its trace left.
/// Looks at all spans step by step; between two steps, spans may be written and removed. One at a time for a
/// connection, which must be closed when a sweep ends early.
class DictionarySweep {
 public:
  /// Whether so many traces have left since the last sweep that another pays: more than are stored.
  static bool is_due(sqlite3* connection);

  /// Begins. To be called, as step(), in a transaction.
  explicit DictionarySweep(sqlite3* connection);

  /// Looks at the spans of some traces. True after the last: the unused rows are removed then, and a
  /// SpanWriter of the connection must be made anew, because it remembers them.
  bool step();

 private:
  sqlite3* connection_;
  Statement last_trace_of_step_;
  Statement mark_templates_;
  Statement mark_strings_;
  std::int64_t last_trace_ = 0;  ///< that was looked at
};

}  // namespace tracewh::store
