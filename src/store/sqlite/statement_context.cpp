#include "store/sqlite/statement_context.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace tracewh::store {

using base::Error, base::ErrorCode;

void StatementContext::limit(sqlite3* connection, std::chrono::milliseconds allowed,
                             StatementDeadline::Clock::time_point end, const std::atomic<bool>* stop) {
  allowed_ = allowed;
  deadline_.emplace(connection, end, stop);
}

void StatementContext::fail(sqlite3* connection) const {
  const int code = is_limited() ? sqlite3_errcode(connection) : SQLITE_OK;
  if (code == SQLITE_INTERRUPT) {
    throw Error(ErrorCode::kOperational,
                fmt::format("the query was stopped after {}",
                            base::format_duration(std::chrono::nanoseconds(allowed_).count())),
                "narrow it, or give it more time with --timeout");
  }
  if (code == SQLITE_TOOBIG || code == SQLITE_NOMEM) {
    throw Error(ErrorCode::kOperational,
                fmt::format("the query needs more memory than allowed: {}", sqlite3_errmsg(connection)),
                "select fewer columns or rows");
  }
  // What a function of the SQL was given, say; all else of the file's is another code.
  if (code == SQLITE_ERROR)
    throw Error(ErrorCode::kUsage, fmt::format("SQL: {}", sqlite3_errmsg(connection)));
  throw_sqlite_error(connection, file_);
}

}  // namespace tracewh::store
