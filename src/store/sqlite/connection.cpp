#include "store/sqlite/connection.hpp"

#include "store/sqlite/memory_bound.hpp"

#include <sqlite3.h>

namespace tracewh::store {
namespace {

// A writer that moves its log into the database, and a reader that repairs the log of a killed writer, hold
// the file for a moment.
constexpr int kBusyTimeoutMs = 5'000;

int open_flags(Access access) {
  // One thread uses a connection; SQLite's own locks around every binding would cost a third of the time.
  switch (access) {
    case Access::kRead:
      return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY;
    case Access::kWrite:
      return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
    default:
      return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, Access access, const char* vfs)
    : context_(std::make_unique<StatementContext>(file.string())) {
  MemoryBound::install();
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(file.c_str(), &handle, open_flags(access), vfs);
  handle_.reset(handle);  // is to be closed even if it could not be opened
  if (result != SQLITE_OK) context_->fail(handle);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
}

std::int64_t Connection::integer(std::string_view name) const {
  Statement statement = named(name);
  statement.step();
  return statement.integer(0);
}

void Connection::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

}  // namespace tracewh::store
