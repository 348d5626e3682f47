#include "store/sqlite/connection.hpp"

#include "store/sqlite/memory_bound.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

namespace tracewh::store {
namespace {

// A writer that moves its log into the database, and a reader that repairs the log of a killed writer, hold
// the file for a moment.
constexpr int kBusyTimeoutMs = 5'000;

int open_flags(Access access) {
  // One thread uses a connection; SQLite's own locks around every binding would cost a third of the time.
  switch (access) {
    case Access::kRead:
      return SQLite::OPEN_NOMUTEX | SQLite::OPEN_READONLY;
    case Access::kWrite:
      return SQLite::OPEN_NOMUTEX | SQLite::OPEN_READWRITE;
    default:
      return SQLite::OPEN_NOMUTEX | SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
  }
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, Access access, const char* vfs)
    : context_(std::make_unique<StatementContext>(file.string())) {
  MemoryBound::install();
  try {
    database_ = std::make_unique<SQLite::Database>(file.c_str(), open_flags(access), kBusyTimeoutMs, vfs);
  } catch (const SQLite::Exception& error) {
    throw_sqlite_error(error.getExtendedErrorCode(), error.what(), file.string(), access == Access::kRead);
  }
}

Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

sqlite3* Connection::handle() const { return database_->getHandle(); }

std::int64_t Connection::integer(std::string_view name) const {
  Statement statement = named(name);
  statement.step();
  return statement.integer(0);
}

}  // namespace tracewh::store
