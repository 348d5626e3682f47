#include "store/sqlite/statement.hpp"

#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <algorithm>
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
    default:
      return sqlite3_result_null(context);
  }
}

Statement::Statement(sqlite3* connection, std::string_view name) {
  const std::string_view sql = named_statement(name);
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &handle, nullptr) != SQLITE_OK) {
    throw_sqlite_error(connection, sqlite3_db_filename(connection, "main"));
  }
  handle_.reset(handle);
}

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(handle_.get(), index, value); }

void Statement::bind(int index, double value) { sqlite3_bind_double(handle_.get(), index, value); }

void Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL, but an empty text is a text.
  sqlite3_bind_text64(handle_.get(), index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
}

void Statement::bind_null(int index) { sqlite3_bind_null(handle_.get(), index); }

void Statement::bind_blob(int index, std::span<const std::uint8_t> bytes) {
  sqlite3_bind_blob64(handle_.get(), index, bytes.data(), bytes.size(), SQLITE_STATIC);
}

void Statement::bind(int index, const Cell& cell) {
  switch (cell.index()) {
    case 1:
      return bind(index, std::get<1>(cell));
    case 2:
      return bind(index, std::get<2>(cell));
    case 3:
      return bind(index, std::get<3>(cell));
    default:
      return bind_null(index);
  }
}

bool Statement::step() {
  const int result = sqlite3_step(handle_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail();
  reset();
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

bool Statement::insert(std::span<const Cell> row) {
  int index = 0;
  for (const Cell& cell : row) bind(++index, cell);
  if (sqlite3_step(handle_.get()) != SQLITE_DONE) fail();
  // Every parameter is bound anew for the next row, so clearing them would be work for nothing.
  sqlite3_reset(handle_.get());
  return sqlite3_changes(sqlite3_db_handle(handle_.get())) != 0;
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return {text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(handle_.get(), column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(handle_.get(), column);
    case SQLITE_TEXT:
      return text(column);
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
                     sqlite3_db_filename(sqlite3_db_handle(handle_.get()), "main"));
}

void Statement::fail() const {
  sqlite3* connection = sqlite3_db_handle(handle_.get());
  throw_sqlite_error(connection, sqlite3_db_filename(connection, "main"));
}

std::int64_t query_integer(sqlite3* connection, std::string_view name) {
  Statement statement(connection, name);
  statement.step();
  return statement.integer(0);
}

void run_statements(sqlite3* connection, std::string_view name) {
  const std::string sql(named_statement(name));
  if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw_sqlite_error(connection, sqlite3_db_filename(connection, "main"));
  }
}

}  // namespace tracewh::store
