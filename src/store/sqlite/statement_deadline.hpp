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
  /// An end that another thread may move.
  using SharedEnd = std::atomic<Clock::time_point>;

  /// `stop` may be null.
  StatementDeadline(sqlite3* connection, Clock::time_point end, const std::atomic<bool>* stop = nullptr);
  /// At `end`, wherever that is meanwhile; it must live as long.
  StatementDeadline(sqlite3* connection, const SharedEnd& end);
  ~StatementDeadline();
  StatementDeadline(const StatementDeadline&) = delete;
  StatementDeadline& operator=(const StatementDeadline&) = delete;

  Clock::time_point end() const { return end_; }
  /// Moves the end.
  void extend(Clock::duration time) { own_end_ = own_end_.load() + time; }

 private:
  static int check(void* self);

  sqlite3* connection_;
  SharedEnd own_end_;
  const SharedEnd& end_;
  const std::atomic<bool>* stop_;
};

}  // namespace tracewh::store
