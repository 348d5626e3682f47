#pragma once

#include "store/read/selection.hpp"
#include "store/sqlite/statement_deadline.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace tracewh::store {

/// A read-only view of a database that no SQL can get out of: nothing can be written, attached, loaded
/// or configured, values are bounded and every statement is stopped at the deadline.
class Reader {
 public:
  /// Opens `file`, plain or compacted, of which statements see what `selection` leaves. Throws base::Error
  /// when it does not exist, is not a tracewh database, or is of another version; or when the deadline passes
  /// before all is selected.
  explicit Reader(const std::filesystem::path& file,
                  std::chrono::milliseconds deadline = std::chrono::seconds(60),
                  const Selection& selection = {});

  /// Compiles one statement. Throws base::Error (usage) with SQLite's message when `sql` is wrong, not a
  /// single statement, or not allowed.
  SQLite::Statement prepare(const std::string& sql);

  /// Runs one step of `statement`; true while there is a row. Throws base::Error when the deadline has
  /// passed.
  bool step(SQLite::Statement& statement);

  const std::filesystem::path& file() const { return file_; }
  /// The time that was given for all of its statements.
  std::chrono::milliseconds deadline() const { return allowed_; }

 private:
  void execute(std::string_view name);
  void select(const Selection& selection);
  [[noreturn]] void fail_step(const SQLite::Exception& error) const;

  std::filesystem::path file_;
  std::chrono::milliseconds allowed_;
  StatementDeadline::Clock::time_point end_;
  SQLite::Database database_;
  std::unique_ptr<StatementDeadline> deadline_;
};

}  // namespace tracewh::store
