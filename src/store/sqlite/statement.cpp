#include "store/sqlite/statement.hpp"

#include "base/error.hpp"
#include "store/sqlite/memory_bound.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/overdue_watch.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tracewh::store {

void give(sqlite3_context* context, const Cell& cell) {
  switch (cell.index()) {
    case 1:
      return sqlite3_result_int64(context, std::get<1>(cell));
    case 2:
      return sqlite3_result_double(context, std::get<2>(cell));
    case 3:
      return sqlite3_result_text64(context, std::get<3>(cell).data(), std::get<3>(cell).size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    case 4:
      return sqlite3_result_blob64(context, std::get<4>(cell).bytes.data(), std::get<4>(cell).bytes.size(),
                                   SQLITE_STATIC);
    default:
      return sqlite3_result_null(context);
  }
}

namespace {

[[noreturn]] void fail(sqlite3* connection, const StatementContext* context) {
  if (context != nullptr) context->fail(connection);
  throw_sqlite_error(connection, sqlite3_db_filename(connection, "main"));
}

/// Calls a function of SQLite within the limits, if there are any.
template <typename Call>
int within(const StatementContext* context, Call call) {
  if (context == nullptr || !context->is_limited()) return call();
  const MemoryBound bound(StatementContext::kMemoryBytes);
  const OverdueWatch::Call under_way(context->watch());
  return call();
}

/// Takes the first statement from the front of `sql`. SQLite's result code; `handle` is null when it is none
/// of success, and when there is no statement.
int compile_first(sqlite3* connection, std::string_view& sql, const StatementContext* context,
                  sqlite3_stmt*& handle) {
  const char* rest = sql.data();
  const int result = within(context, [&] {
    return sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                              &handle, &rest);
  });
  sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
  return result;
}

/// Whether `sql` holds more than spaces, comments and semicolons.
bool holds_something(sqlite3* connection, std::string_view sql, const StatementContext* context) {
  sqlite3_stmt* handle = nullptr;
  const bool compiles = compile_first(connection, sql, context, handle) == SQLITE_OK;
  const bool is_empty = compiles && handle == nullptr;
  sqlite3_finalize(handle);
  return !is_empty;
}

/// A null pointer would bind NULL, but an empty text is a text.
const char* not_null(std::string_view text) { return text.empty() ? "" : text.data(); }

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view name, const StatementContext* context)
    : context_(context) {
  sqlite3_stmt* handle = nullptr;
  std::string_view sql = named_statement(name);
  if (compile_first(connection, sql, context, handle) != SQLITE_OK) fail(connection, context);
  handle_.reset(handle);
}

Statement Statement::compile(sqlite3* connection, std::string_view sql, const StatementContext* context) {
  using base::Error, base::ErrorCode;
  sqlite3_stmt* handle = nullptr;
  const int result = compile_first(connection, sql, context, handle);
  if (result == SQLITE_ERROR || result == SQLITE_AUTH) {
    throw Error(ErrorCode::kUsage, fmt::format("SQL: {}", sqlite3_errmsg(connection)));
  }
  if (result != SQLITE_OK) fail(connection, context);
  if (handle == nullptr) throw Error(ErrorCode::kUsage, "SQL: there is no statement");
  Statement statement(handle, context);
  if (holds_something(connection, sql, context)) {
    throw Error(ErrorCode::kUsage, "SQL: there is something behind the first statement",
                "give one statement at a time");
  }
  return statement;
}

void Statement::bind(int index, std::int64_t value) {
  check(sqlite3_bind_int64(handle_.get(), index, value));
}

void Statement::bind(int index, double value) { check(sqlite3_bind_double(handle_.get(), index, value)); }

void Statement::bind(int index, std::string_view text) {
  check(sqlite3_bind_text64(handle_.get(), index, not_null(text), text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_null(int index) { check(sqlite3_bind_null(handle_.get(), index)); }

void Statement::bind(int index, BlobView blob) {
  check(sqlite3_bind_blob64(handle_.get(), index, not_null(blob.bytes), blob.bytes.size(), SQLITE_STATIC));
}

void Statement::bind_blob(int index, std::span<const std::uint8_t> bytes) {
  check(sqlite3_bind_blob64(handle_.get(), index, bytes.data(), bytes.size(), SQLITE_STATIC));
}

void Statement::bind(int index, const Cell& cell) {
  switch (cell.index()) {
    case 1:
      return bind(index, std::get<1>(cell));
    case 2:
      return bind(index, std::get<2>(cell));
    case 3:
      return bind(index, std::get<3>(cell));
    case 4:
      return bind(index, std::get<4>(cell));
    default:
      return bind_null(index);
  }
}

bool Statement::bind(const std::string& name, const model::Value& value) {
  sqlite3_stmt* handle = handle_.get();
  const int index = sqlite3_bind_parameter_index(handle, (":" + name).c_str());
  if (index == 0) return false;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    bind(index, *integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    bind(index, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    check(sqlite3_bind_text64(handle, index, not_null(*text), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  } else if (const auto* blob = std::get_if<model::Blob>(&value)) {
    check(sqlite3_bind_blob64(handle, index, not_null(blob->bytes), blob->bytes.size(), SQLITE_TRANSIENT));
  } else {
    bind_null(index);
  }
  return true;
}

void Statement::expect_parameters(std::size_t count) const {
  if (static_cast<std::size_t>(parameters()) == count) return;
  throw std::logic_error(fmt::format("{} values for: {}", count, sqlite3_sql(handle_.get())));
}

int Statement::parameters() const { return sqlite3_bind_parameter_count(handle_.get()); }

/// One step; true when it stands on a row.
bool Statement::advance() {
  const int result = within(context_, [&] { return sqlite3_step(handle_.get()); });
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(sqlite3_db_handle(handle_.get()), context_);
  return false;
}

bool Statement::step() {
  if (advance()) return true;
  reset();
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

bool Statement::insert(std::span<const Cell> row) {
  expect_parameters(row.size());
  int index = 0;
  for (const Cell& cell : row) bind(++index, cell);
  advance();
  // Every parameter is bound anew for the next row, so clearing them would be work for nothing.
  sqlite3_reset(handle_.get());
  return sqlite3_changes(sqlite3_db_handle(handle_.get())) != 0;
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

bool Statement::only_reads() const { return sqlite3_stmt_readonly(handle_.get()) != 0; }

std::vector<std::string> Statement::columns() const {
  std::vector<std::string> names;
  for (int i = 0; i < sqlite3_column_count(handle_.get()); ++i) {
    names.emplace_back(sqlite3_column_name(handle_.get(), i));
  }
  return names;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return {text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

Cell Statement::cell(int column) const {
  sqlite3_stmt* handle = handle_.get();
  switch (sqlite3_column_type(handle, column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(handle, column);
    case SQLITE_TEXT:
      return text(column);
    case SQLITE_BLOB:
      return BlobView{{static_cast<const char*>(sqlite3_column_blob(handle, column)),
                       static_cast<std::size_t>(sqlite3_column_bytes(handle, column))}};
    default:
      return std::monostate{};
  }
}

model::Value Statement::value(int column) const {
  const Cell cell = this->cell(column);
  switch (cell.index()) {
    case 1:
      return std::get<1>(cell);
    case 2:
      return std::get<2>(cell);
    case 3:
      return std::string(std::get<3>(cell));
    case 4:
      return model::Blob{std::string(std::get<4>(cell).bytes)};
    default:
      return std::monostate{};
  }
}

model::TraceId Statement::trace_id(int column) const {
  model::TraceId id;
  const std::string_view bytes = text(column);
  if (bytes.size() != id.bytes.size()) fail_damaged("the ID of a trace cannot be read");
  std::ranges::copy(bytes, id.bytes.begin());
  return id;
}

void Statement::fail_damaged(std::string_view what) const {
  throw_sqlite_error(SQLITE_CORRUPT, std::string(what),
                     sqlite3_db_filename(sqlite3_db_handle(handle_.get()), "main"), only_reads());
}

void Statement::check(int result) const {
  if (result != SQLITE_OK) fail(sqlite3_db_handle(handle_.get()), context_);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

std::int64_t query_integer(sqlite3* connection, std::string_view name) {
  Statement statement(connection, name);
  statement.step();
  return statement.integer(0);
}

void run_statements(sqlite3* connection, std::string_view name, const StatementContext* context) {
  const std::string sql(named_statement(name));
  const auto run = [&] { return sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr); };
  if (within(context, run) != SQLITE_OK) fail(connection, context);
}

}  // namespace tracewh::store
