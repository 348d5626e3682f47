#include "store/sqlite/statement_context.hpp"

#include "base/error.hpp"
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
                fmt::format("the query was stopped after {} s",
                            std::chrono::duration_cast<std::chrono::seconds>(allowed_).count()),
                "narrow it, for instance with --since or --service");
  }
  if (code == SQLITE_TOOBIG || code == SQLITE_NOMEM) {
    throw Error(ErrorCode::kOperational,
                fmt::format("the query needs more memory than allowed: {}", sqlite3_errmsg(connection)),
                "select fewer columns or rows");
  }
  throw_sqlite_error(connection, file_);
}

}  // namespace tracewh::store
