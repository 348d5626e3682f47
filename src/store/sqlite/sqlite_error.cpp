#include "store/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace tracewh::store {
namespace {

using base::Error, base::ErrorCode;

[[noreturn]] void throw_cannot_open(const std::string& message, const std::string& file, bool only_reads) {
  if (only_reads) {
    throw Error(ErrorCode::kOperational, fmt::format("cannot read {}: {}", file, message),
                "check that you may read it; while it is being written, you need its directory, too");
  }
  throw Error(ErrorCode::kOperational, fmt::format("cannot open {} for writing: {}", file, message),
              "check that the directory exists and that you may write there");
}

}  // namespace

void throw_sqlite_error(int code, const std::string& message, const std::string& file, bool only_reads) {
  if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{} was left in the middle of a change by a program that was killed", file),
                fmt::format("undo that change with: tracewh --db {} migrate", file));
  }
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
      throw_cannot_open(message, file, only_reads);
    default:
      throw Error(ErrorCode::kOperational, fmt::format("{}: {}", file, message));
  }
}

void throw_sqlite_error(sqlite3* connection, const std::string& file) {
  throw_sqlite_error(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection), file,
                     sqlite3_db_readonly(connection, "main") == 1);
}

}  // namespace tracewh::store
