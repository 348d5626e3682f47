#pragma once

#include "store/statement_deadline.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace tracewh::store {

/// A read-only view of a database that no SQL can get out of: nothing can be written, attached, loaded
/// or configured, values are bounded and every statement is stopped at the deadline.
class Reader {
 public:
  /// Opens `file`, plain or compacted. Throws base::Error when it does not exist, is not a tracewh database,
  /// or is of a newer version.
  explicit Reader(const std::filesystem::path& file,
                  std::chrono::milliseconds deadline = std::chrono::seconds(60));

  /// Compiles one statement. Throws base::Error (usage) with SQLite's message when `sql` is wrong, not a
  /// single statement, or not allowed.
  SQLite::Statement prepare(const std::string& sql);

  /// Runs one step of `statement`; true while there is a row. Throws base::Error when the deadline has
  /// passed.
  bool step(SQLite::Statement& statement);

  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  std::chrono::milliseconds allowed_;
  StatementDeadline::Clock::time_point end_;
  SQLite::Database database_;
  std::unique_ptr<StatementDeadline> deadline_;
};

}  // namespace tracewh::store
