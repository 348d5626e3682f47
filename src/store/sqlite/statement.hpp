#pragma once

#include "model/ids.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace tracewh::store {

/// A value of a row: NULL, INTEGER, REAL or TEXT. Text belongs to somebody else.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string_view>;

inline Cell integer_or_null(const std::optional<std::int64_t>& value) {
  return value ? Cell{*value} : Cell{};
}

/// Gives `cell` as the result of an SQL function, or as the value of a column; its text must live until the
/// next.
void give(sqlite3_context* context, const Cell& cell);

/// A prepared statement of the writing connection. It binds text without copying it, which SQLiteCpp's
/// statement cannot; bound text must live until reset().
class Statement {
 public:
  /// Compiles the statement of that name, see named_statement(). Throws base::Error.
  Statement(sqlite3* connection, std::string_view name);

  void bind(int index, std::int64_t value);
  void bind(int index, double value);
  void bind(int index, std::string_view text);
  void bind_null(int index);
  void bind(int index, std::monostate) { bind_null(index); }
  void bind_blob(int index, std::span<const std::uint8_t> bytes);
  void bind(int index, const Cell& cell);

  /// Binds `values` to parameters 1, 2, …
  template <typename... Values>
  Statement& bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// Runs to the next row; false at the end, when the statement is ready for the next use. Throws
  /// base::Error.
  bool step();

  /// Runs a statement that returns no rows, and makes it ready for the next use.
  void run();

  /// Runs an insertion of `row`; false when the row was there already and the statement ignores that.
  bool insert(std::span<const Cell> row);

  /// Makes the statement ready for the next use, and forgets what was bound.
  void reset();

  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  /// Valid until the next step() or reset().
  std::string_view text(int column) const;
  Cell cell(int column) const;
  model::TraceId trace_id(int column) const;
  /// Throws DamagedDatabase: the row holds what the writer never writes.
  [[noreturn]] void fail_damaged(std::string_view what) const;
  bool is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  [[noreturn]] void fail() const;

  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// The integer that the statement of that name, which takes no values, gives.
std::int64_t query_integer(sqlite3* connection, std::string_view name);

/// Runs the statements under that name, which take no values and give no rows. Throws base::Error.
void run_statements(sqlite3* connection, std::string_view name);

}  // namespace tracewh::store
