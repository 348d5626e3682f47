#include "store/sqlite/statement_context.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "store/sqlite/overdue_watch.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace tracewh::store {

using base::Error, base::ErrorCode;

StatementContext::StatementContext(std::string file) : file_(std::move(file)) {}

StatementContext::~StatementContext() = default;

void StatementContext::limit(sqlite3* connection, std::chrono::milliseconds allowed,
                             StatementDeadline::Clock::time_point end, const std::atomic<bool>* stop) {
  allowed_ = allowed;
  watch_.reset();
  deadline_.emplace(connection, end, stop);
  watch_ = std::make_unique<OverdueWatch>(allowed, *deadline_);
}

Error StatementContext::time_is_up(std::chrono::milliseconds allowed) {
  return {ErrorCode::kOperational,
          fmt::format("the query was stopped after {}",
                      base::format_duration(std::chrono::nanoseconds(allowed).count())),
          "narrow it, or give it more time with --timeout"};
}

void StatementContext::fail(sqlite3* connection) const {
  const int code = is_limited() ? sqlite3_errcode(connection) : SQLITE_OK;
  if (code == SQLITE_INTERRUPT) throw time_is_up(allowed_);
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
