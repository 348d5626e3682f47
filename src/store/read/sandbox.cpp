#include "store/read/sandbox.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace tracewh::store {
namespace {

// One value in memory; larger than any that the writer stores.
constexpr int kValueBytes = 16 << 20;

// Functions with side effects, or that Debian's SQLite lets crash the process. The schema has to be
// trusted otherwise: without that, SQLite 3.40 refuses the JSON functions that the views are made of.
constexpr std::array<std::string_view, 4> kDeniedFunctions{"load_extension", "fts3_tokenizer", "writefile",
                                                           "edit"};

// Holds the salt of redacted values, which must not be printed.
constexpr std::string_view kSecretTable = "setting";

int authorize(void*, int action, const char* table, const char* name, const char*, const char*) {
  switch (action) {
    case SQLITE_READ:
      return table != kSecretTable ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return std::ranges::find(kDeniedFunctions, std::string_view(name)) == kDeniedFunctions.end()
                 ? SQLITE_OK
                 : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

int authorize_temporary(void* data, int action, const char* first, const char* second, const char* database,
                        const char* view) {
  if (database != nullptr && std::string_view(database) == "temp") return SQLITE_OK;
  return authorize(data, action, first, second, database, view);
}

}  // namespace

TemporaryWrites::TemporaryWrites(sqlite3* connection) : connection_(connection) {
  sqlite3_set_authorizer(connection, authorize_temporary, nullptr);
}

TemporaryWrites::~TemporaryWrites() { sqlite3_set_authorizer(connection_, nullptr, nullptr); }

void confine(sqlite3* connection) {
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, kValueBytes);
  sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0);
  sqlite3_set_authorizer(connection, authorize, nullptr);
}

}  // namespace tracewh::store
