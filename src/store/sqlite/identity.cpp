#include "store/sqlite/identity.hpp"

#include "base/error.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

namespace tracewh::store {
namespace {

constexpr int kApplicationId = 0x74726377;  // 'trcw'

int read_integer(SQLite::Database& database, std::string_view name) {
  return database.execAndGet(std::string(named_statement(name))).getInt();
}

}  // namespace

int read_schema_version(SQLite::Database& database, const std::string& file) {
  using base::Error, base::ErrorCode;
  int version = 0;
  int application = 0;
  bool empty = false;
  try {
    application = read_integer(database, "application_id");
    version = read_integer(database, "user_version");
    empty = read_integer(database, "schema_objects") == 0;
  } catch (const SQLite::Exception& error) {
    throw_sqlite_error(error.getExtendedErrorCode(), error.what(), file);
  }
  if (empty && application == 0) return 0;
  if (application != kApplicationId) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{} is an SQLite database, but not one of tracewh", file),
                "name another file with --db");
  }
  if (version > kSchemaVersion) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{} has schema version {}, and this tracewh knows only {}", file, version,
                            kSchemaVersion),
                "use the tracewh that wrote it, or a newer one");
  }
  return version;
}

}  // namespace tracewh::store
