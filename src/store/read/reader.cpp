#include "store/read/reader.hpp"

#include "base/error.hpp"
#include "store/read/narrowing.hpp"
#include "store/read/sandbox.hpp"
#include "store/seekable/compacted_vfs.hpp"
#include "store/seekable/seekable_file.hpp"
#include "store/sqlite/identity.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace tracewh::store {
namespace {

using base::Error, base::ErrorCode;

// While a writer moves its log into the database, a reader may have to wait for a moment.
constexpr int kBusyTimeoutMs = 5'000;

[[noreturn]] void fail(const SQLite::Exception& error, const std::string& file) {
  throw_sqlite_error(error.getExtendedErrorCode(), error.what(), file);
}

SQLite::Database open_plain(const std::filesystem::path& file) {
  return SQLite::Database(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, kBusyTimeoutMs);
}

SQLite::Database open_compacted(const std::filesystem::path& file) {
  try {
    return SQLite::Database(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, kBusyTimeoutMs,
                            compacted_vfs());
  } catch (const SQLite::Exception&) {
    // SQLite cannot tell why; this throws the reason.
    const SeekableFile reason(file);
    throw;
  }
}

/// Asks SQLite first what it is: opening a plain file here would free the locks of this process on it.
bool is_no_database(SQLite::Database& database) {
  return database.tryExec(std::string(named_statement("user_version"))) == SQLITE_NOTADB;
}

SQLite::Database open(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorCode::kOperational, fmt::format("there is no database {}", file.string()),
                "make one with: tracewh ingest FILE…, or name another with --db");
  }
  try {
    SQLite::Database database = open_plain(file);
    if (is_no_database(database) && is_compacted(file)) return open_compacted(file);
    return database;
  } catch (const SQLite::Exception& error) {
    fail(error, file.string());
  }
}

}  // namespace

Reader::Reader(const std::filesystem::path& file, std::chrono::milliseconds deadline,
               const Selection& selection)
    : file_(file),
      allowed_(deadline),
      end_(StatementDeadline::Clock::now() + deadline),
      database_(open(file)) {
  const int version = read_schema_version(database_, file_.string());
  if (version != 0 && version < kSchemaVersion) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{} has schema version {}, and this tracewh reads version {}", file_.string(),
                            version, kSchemaVersion),
                fmt::format("bring it up to date with: tracewh --db {} migrate", file_.string()));
  }
  if (version == 0) {
    throw Error(ErrorCode::kOperational, fmt::format("{} is empty", file_.string()),
                "fill it with: tracewh ingest FILE…");
  }
  deadline_ = std::make_unique<StatementDeadline>(database_.getHandle(), end_);
  try {
    execute("reader");
    if (!selection.attributes.empty()) select(selection);
    execute("read_only");
  } catch (const SQLite::Exception& error) {
    fail_step(error);
  }
  confine(database_.getHandle());
}

void Reader::execute(std::string_view name) { database_.exec(std::string(named_statement(name))); }

void Reader::select(const Selection& selection) {
  // What is selected and what is read then belong to one moment.
  execute("begin_read");
  const TemporaryWrites guard(database_.getHandle());
  narrow(database_, selection);
}

SQLite::Statement Reader::prepare(const std::string& sql) {
  try {
    return SQLite::Statement(database_, sql);
  } catch (const SQLite::Exception& error) {
    if (error.getErrorCode() == SQLITE_ERROR || error.getErrorCode() == SQLITE_AUTH) {
      throw Error(ErrorCode::kUsage, fmt::format("SQL: {}", error.what()));
    }
    fail(error, file_.string());
  }
}

bool Reader::step(SQLite::Statement& statement) {
  try {
    return statement.executeStep();
  } catch (const SQLite::Exception& error) {
    fail_step(error);
  }
}

void Reader::fail_step(const SQLite::Exception& error) const {
  if (error.getErrorCode() == SQLITE_INTERRUPT) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(allowed_).count();
    throw Error(ErrorCode::kOperational, fmt::format("the query was stopped after {} s", seconds),
                "narrow it, for instance with --since or --service");
  }
  if (error.getErrorCode() == SQLITE_TOOBIG || error.getErrorCode() == SQLITE_NOMEM) {
    throw Error(ErrorCode::kOperational,
                fmt::format("the query needs more memory than allowed: {}", error.what()),
                "select fewer columns or rows");
  }
  fail(error, file_.string());
}

}  // namespace tracewh::store
