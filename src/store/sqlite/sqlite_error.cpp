#include "store/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace tracewh::store {

void throw_sqlite_error(int code, const std::string& message, const std::string& file) {
  using base::Error, base::ErrorCode;
  switch (code & 0xff) {
    case SQLITE_FULL:
      throw Error(ErrorCode::kOperational, fmt::format("cannot write {}: the disk is full", file),
                  "what was committed is safe; make room and run the same command again, it continues");
    case SQLITE_IOERR:
      throw Error(ErrorCode::kOperational, fmt::format("cannot read or write {}: {}", file, message),
                  "what was committed is safe; check the disk and run the same command again");
    case SQLITE_CORRUPT:
      throw DamagedDatabase(ErrorCode::kOperational, fmt::format("{} is damaged: {}", file, message),
                            "restore it from a copy, or move it away and ingest the files again");
    case SQLITE_NOTADB:
      throw NotADatabase(ErrorCode::kOperational,
                         fmt::format("{} is not a database, or damaged: {}", file, message),
                         "name another file with --db, or move this one away");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorCode::kOperational, fmt::format("{} is in use by another program", file),
                  "wait for it to end, then run the command again");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      throw Error(ErrorCode::kOperational, fmt::format("cannot open {} for writing: {}", file, message),
                  "check that the directory exists and that you may write there");
    default:
      throw Error(ErrorCode::kOperational, fmt::format("{}: {}", file, message));
  }
}

void throw_sqlite_error(sqlite3* connection, const std::string& file) {
  throw_sqlite_error(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection), file);
}

}  // namespace tracewh::store
