#pragma once

#include "base/error.hpp"
#include "store/sqlite/statement_deadline.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tracewh::store {

class OverdueWatch;

/// What the statements of one connection have in common: the file that errors name, and what they may take.
class StatementContext {
 public:
  /// For sorting and grouping, and for the rows of an answer; what needs more fails instead of taking the
  /// machine's memory.
  static constexpr std::int64_t kMemoryBytes = std::int64_t{2} << 30;

  explicit StatementContext(std::string file);
  ~StatementContext();
  StatementContext(const StatementContext&) = delete;
  StatementContext& operator=(const StatementContext&) = delete;

  /// From now on, statements are stopped at `end`, and fail when SQLite holds more than kMemoryBytes on their
  /// thread. `allowed` is the time until `end`, as messages name it. They are stopped, too, when `stop`,
  /// which may be null, becomes true.
  void limit(sqlite3* connection, std::chrono::milliseconds allowed, StatementDeadline::Clock::time_point end,
             const std::atomic<bool>* stop);
  /// Gives statements that are limited so much more time.
  void extend(StatementDeadline::Clock::duration time) { deadline_->extend(time); }
  bool is_limited() const { return deadline_.has_value(); }
  /// Of statements that are limited.
  OverdueWatch& watch() const { return *watch_; }

  /// That a question took all of the time that it was allowed.
  static base::Error time_is_up(std::chrono::milliseconds allowed);

  /// Throws base::Error for the failure that `connection` reports, see throw_sqlite_error(), or for the limit
  /// that was exceeded.
  [[noreturn]] void fail(sqlite3* connection) const;

 private:
  std::string file_;
  std::chrono::milliseconds allowed_{};
  std::optional<StatementDeadline> deadline_;
  std::unique_ptr<OverdueWatch> watch_;
};

}  // namespace tracewh::store
