#pragma once

#include <atomic>
#include <chrono>

struct sqlite3;

namespace tracewh::store {

/// Stops every statement of a connection at a point in time, or earlier when `stop` becomes true, as long as
/// it lives: SQLITE_INTERRUPT.
class StatementDeadline {
 public:
  using Clock = std::chrono::steady_clock;

  /// `stop` may be null.
  StatementDeadline(sqlite3* connection, Clock::time_point end, const std::atomic<bool>* stop = nullptr);
  ~StatementDeadline();
  StatementDeadline(const StatementDeadline&) = delete;
  StatementDeadline& operator=(const StatementDeadline&) = delete;

  /// Moves the end.
  void extend(Clock::duration time) { end_ += time; }

 private:
  static int check(void* self);

  sqlite3* connection_;
  Clock::time_point end_;
  const std::atomic<bool>* stop_;
};

}  // namespace tracewh::store
