#pragma once

#include "store/sqlite/statement.hpp"
#include "store/sqlite/statement_context.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

struct sqlite3;

namespace SQLite {
class Database;
}

namespace tracewh::store {

enum class Access {
  kRead,
  kWrite,   ///< the file must be there
  kCreate,  ///< makes the file when it is not there
};

/// An open database file. Its statements must end before it does. All calls throw base::Error.
class Connection {
 public:
  /// `vfs` is SQLite's name of what reads the file; null for the operating system.
  Connection(const std::filesystem::path& file, Access access, const char* vfs = nullptr);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  sqlite3* handle() const;

  /// Bounds what its statements, also those still to be prepared, take from now on.
  void limit(std::chrono::milliseconds allowed, StatementDeadline::Clock::time_point end,
             const std::atomic<bool>* stop = nullptr) {
    context_->limit(handle(), allowed, end, stop);
  }

  /// Moves the end of that limit.
  void extend(StatementDeadline::Clock::duration time) { context_->extend(time); }

  /// The statement of that name, see named_statement().
  Statement named(std::string_view name) const { return {handle(), name, context_.get()}; }
  /// Compiles `sql`, see Statement::compile().
  Statement compile(std::string_view sql) const { return Statement::compile(handle(), sql, context_.get()); }
  /// The integer that the statement of that name, which takes no values, gives.
  std::int64_t integer(std::string_view name) const;
  /// Runs the statements under that name, which take no values.
  void run(std::string_view name) const { run_statements(handle(), name, context_.get()); }

 private:
  std::unique_ptr<SQLite::Database> database_;
  std::unique_ptr<StatementContext> context_;  // statements hold its address
};

}  // namespace tracewh::store
