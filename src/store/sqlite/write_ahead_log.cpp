#include "store/sqlite/write_ahead_log.hpp"

#include "store/sqlite/named_statements.hpp"

#include <sqlite3.h>

#include <string>

namespace tracewh::store {

int checkpoint_write_ahead_log(sqlite3* connection) {
  sqlite3_busy_timeout(connection, 0);
  const int result =
      sqlite3_wal_checkpoint_v2(connection, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (result != SQLITE_OK) return result;
  const std::string sql(named_statement("self_contained"));
  return sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr);
}

}  // namespace tracewh::store
