#pragma once

#include "store/read/selection.hpp"
#include "store/sqlite/connection.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string_view>

namespace tracewh::store {

/// A read-only view of a database that no SQL can get out of: nothing can be written, attached, loaded
/// or configured, values and memory are bounded and every statement is stopped at the deadline.
class Reader {
 public:
  /// Opens `file`, plain or compacted, of which statements see what `selection` leaves. Throws base::Error
  /// when it does not exist, is not a tracewh database, or is of another version; or when the deadline passes
  /// before all is selected. When `stop`, which may be null, becomes true, statements fail as at the
  /// deadline.
  explicit Reader(const std::filesystem::path& file,
                  std::chrono::milliseconds deadline = std::chrono::seconds(60),
                  const Selection& selection = {}, const std::atomic<bool>* stop = nullptr);

  /// Compiles the one statement of `sql`, which must end before the reader does. Throws base::Error (usage)
  /// with SQLite's message when it is wrong or not allowed.
  Statement prepare(std::string_view sql);

  /// Takes `time`, in which nothing was asked, from what its statements may take.
  void extend(StatementDeadline::Clock::duration time) { connection_.extend(time); }

  const std::filesystem::path& file() const { return file_; }
  /// The time that was given for all of its statements.
  std::chrono::milliseconds deadline() const { return allowed_; }
  const std::atomic<bool>* stop() const { return stop_; }

 private:
  void select(const Selection& selection);

  std::filesystem::path file_;
  std::chrono::milliseconds allowed_;
  const std::atomic<bool>* stop_;
  StatementDeadline::Clock::time_point end_;
  Connection connection_;
};

}  // namespace tracewh::store
