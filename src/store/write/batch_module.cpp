#include "store/write/batch_module.hpp"

#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/sqlite_error.hpp"
#include "store/write/trace_row.hpp"

#include <string>
#include <string_view>

namespace tracewh::store {
namespace {

struct Table {
  sqlite3_vtab base{};
  BatchModule* module = nullptr;
};

struct Cursor {
  sqlite3_vtab_cursor base{};
  BatchModule* module = nullptr;
};

}  // namespace

/// What SQLite calls. The table has one cursor at a time, so that the module itself is the cursor's state.
struct BatchModuleCallbacks {
  static int connect(sqlite3* connection, void* module, int, const char* const*, sqlite3_vtab** table,
                     char**) {
    auto made = new Table;
    made->module = static_cast<BatchModule*>(module);
    *table = &made->base;
    return sqlite3_declare_vtab(connection, std::string(named_statement("batch_span")).c_str());
  }

  static int best_index(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }

  static int disconnect(sqlite3_vtab* table) {
    delete reinterpret_cast<Table*>(table);
    return SQLITE_OK;
  }

  static int open(sqlite3_vtab* table, sqlite3_vtab_cursor** cursor) {
    auto made = new Cursor;
    made->module = reinterpret_cast<Table*>(table)->module;
    *cursor = &made->base;
    return SQLITE_OK;
  }

  static int close(sqlite3_vtab_cursor* cursor) {
    delete reinterpret_cast<Cursor*>(cursor);
    return SQLITE_OK;
  }

  static BatchModule& module(sqlite3_vtab_cursor* cursor) {
    return *reinterpret_cast<Cursor*>(cursor)->module;
  }

  static int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    module(cursor).stand_on(0);
    return SQLITE_OK;
  }

  static int next(sqlite3_vtab_cursor* cursor) {
    module(cursor).stand_on(module(cursor).position_ + 1);
    return SQLITE_OK;
  }

  static int eof(sqlite3_vtab_cursor* cursor) {
    const BatchModule& self = module(cursor);
    return self.position_ >= self.rows_->positions.size() ? 1 : 0;
  }

  static int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int index) {
    give(context, module(cursor).row_.span[static_cast<std::size_t>(index)]);
    return SQLITE_OK;
  }

  static int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* rowid) {
    *rowid = static_cast<sqlite3_int64>(module(cursor).position_);
    return SQLITE_OK;
  }

  static void note_conflict(sqlite3_context* context, int, sqlite3_value**) {
    auto& self = *static_cast<BatchModule*>(sqlite3_user_data(context));
    self.conflicts_.push_back(self.position_);
    sqlite3_result_int(context, 0);
  }
};

BatchModule::BatchModule(sqlite3* connection) {
  using Callbacks = BatchModuleCallbacks;
  static const sqlite3_module kModule = [] {
    sqlite3_module module{};
    module.xConnect = Callbacks::connect;
    module.xBestIndex = Callbacks::best_index;
    module.xDisconnect = Callbacks::disconnect;
    module.xOpen = Callbacks::open;
    module.xClose = Callbacks::close;
    module.xFilter = Callbacks::filter;
    module.xNext = Callbacks::next;
    module.xEof = Callbacks::eof;
    module.xColumn = Callbacks::column;
    module.xRowid = Callbacks::rowid;
    return module;
  }();
  if (sqlite3_create_module(connection, "batch_span", &kModule, this) != SQLITE_OK ||
      sqlite3_create_function(connection, "note_conflict", 0, SQLITE_UTF8, this, Callbacks::note_conflict,
                              nullptr, nullptr) != SQLITE_OK) {
    throw_sqlite_error(connection, sqlite3_db_filename(connection, "main"));
  }
}

void BatchModule::show(const BatchRows& rows) {
  rows_ = &rows;
  conflicts_.clear();
}

void BatchModule::stand_on(std::size_t position) {
  position_ = position;
  if (position >= rows_->positions.size()) return;
  const BatchPosition& at = rows_->positions[position];
  fill_span(row_, *rows_, at);
  if (at.payload != 0) row_.span[column::kPayload] = at.payload;
}

}  // namespace tracewh::store
