#pragma once

#include "model/ids.hpp"
#include "model/row_set.hpp"
#include "store/sqlite/statement_context.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_context;
struct sqlite3_stmt;

namespace tracewh::store {

/// A BLOB, see model::Blob.
struct BlobView {
  std::string_view bytes;

  bool operator==(const BlobView&) const = default;
};

/// A value of a row, as model::Value: NULL, INTEGER, REAL, TEXT or BLOB. Text and bytes belong to somebody
/// else.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string_view, BlobView>;

inline Cell integer_or_null(const std::optional<std::int64_t>& value) {
  return value ? Cell{*value} : Cell{};
}

/// Gives `cell` as the result of an SQL function, or as the value of a column; its text must live until the
/// next.
void give(sqlite3_context* context, const Cell& cell);

/// A prepared statement. All calls throw base::Error for what SQLite reports: the disk, damage, or a limit of
/// the connection.
///
/// What rows are asked for through - binding by name, stepping, reading values - is also all that the rooms
/// above know of the database: another one would answer the same calls.
class Statement {
 public:
  /// Compiles the statement of that name, see named_statement(). `context`, if any, must outlive it.
  Statement(sqlite3* connection, std::string_view name, const StatementContext* context = nullptr);

  /// Compiles the one statement of `sql`. Throws base::Error (usage) with SQLite's message when it is wrong
  /// or not allowed, or when there is none or more than one.
  static Statement compile(sqlite3* connection, std::string_view sql, const StatementContext* context);

  /// Binds to a parameter by its number, from 1; bound text and bytes must live until reset().
  void bind(int index, std::int64_t value);
  void bind(int index, double value);
  void bind(int index, std::string_view text);
  void bind_null(int index);
  void bind(int index, std::monostate) { bind_null(index); }
  void bind(int index, BlobView blob);
  void bind_blob(int index, std::span<const std::uint8_t> bytes);
  template <std::size_t N>
  void bind(int index, const std::array<std::uint8_t, N>& bytes) {
    bind_blob(index, bytes);
  }
  void bind(int index, const Cell& cell);

  /// Binds a copy of `value` to the parameter `:name`; false when the statement has none of that name.
  bool bind(const std::string& name, const model::Value& value);
  /// How many parameters there are.
  int parameters() const;

  /// Binds `values` to parameters 1, 2, … Throws std::logic_error when the statement has more or fewer.
  template <typename... Values>
  Statement& bind_all(const Values&... values) {
    expect_parameters(sizeof...(Values));
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// Runs to the next row; false at the end, when the statement is ready for the next use.
  bool step();

  /// Runs a statement that returns no rows, and makes it ready for the next use.
  void run();

  /// Runs an insertion of `row`; false when the row was there already and the statement ignores that.
  bool insert(std::span<const Cell> row);

  /// Makes the statement ready for the next use, and forgets what was bound.
  void reset();

  /// Whether it leaves the database as it is.
  bool only_reads() const;

  /// The names of the columns of its rows.
  std::vector<std::string> columns() const;

  /// A value of the row, by its column from 0. NULL reads as 0 and as an empty text.
  std::int64_t integer(int column) const;
  /// Valid until the next step() or reset().
  std::string_view text(int column) const;
  /// Valid until the next step() or reset().
  Cell cell(int column) const;
  /// A copy.
  model::Value value(int column) const;
  model::TraceId trace_id(int column) const;
  /// Throws DamagedDatabase: the row holds what the writer never writes.
  [[noreturn]] void fail_damaged(std::string_view what) const;
  bool is_null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  Statement(sqlite3_stmt* handle, const StatementContext* context) : context_(context), handle_(handle) {}

  void expect_parameters(std::size_t count) const;
  bool advance();
  void check(int result) const;

  const StatementContext* context_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// The integer that the statement of that name, which takes no values, gives.
std::int64_t query_integer(sqlite3* connection, std::string_view name);

/// Runs the statements under that name, which take no values and give no rows. Throws base::Error.
void run_statements(sqlite3* connection, std::string_view name, const StatementContext* context = nullptr);

}  // namespace tracewh::store
