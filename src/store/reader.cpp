#include "store/reader.hpp"

#include "base/error.hpp"
#include "store/identity.hpp"
#include "store/named_statements.hpp"
#include "store/narrowing.hpp"
#include "store/sandbox.hpp"
#include "store/sqlite_error.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace tracewh::store {
namespace {

using base::Error, base::ErrorCode;
using Clock = std::chrono::steady_clock;

// Virtual machine instructions between two looks at the clock: well under a millisecond.
constexpr int kInstructionsPerCheck = 10'000;

// While a writer moves its log into the database, a reader may have to wait for a moment.
constexpr int kBusyTimeoutMs = 5'000;

[[noreturn]] void fail(const SQLite::Exception& error, const std::string& file) {
  throw_sqlite_error(error.getExtendedErrorCode(), error.what(), file);
}

SQLite::Database open(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorCode::kOperational, fmt::format("there is no database {}", file.string()),
                "make one with: tracewh ingest FILE…, or name another with --db");
  }
  try {
    return SQLite::Database(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, kBusyTimeoutMs);
  } catch (const SQLite::Exception& error) {
    fail(error, file.string());
  }
}

}  // namespace

struct Reader::Deadline {
  std::chrono::milliseconds allowed;
  Clock::time_point end;

  static int check(void* self) { return Clock::now() >= static_cast<Deadline*>(self)->end ? 1 : 0; }
};

Reader::Reader(const std::filesystem::path& file, std::chrono::milliseconds deadline,
               const Selection& selection)
    : file_(file),
      deadline_(new Deadline{deadline, Clock::now() + deadline}, [](Deadline* d) { delete d; }),
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
  sqlite3_progress_handler(database_.getHandle(), kInstructionsPerCheck, &Deadline::check, deadline_.get());
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

std::chrono::milliseconds Reader::deadline() const { return deadline_->allowed; }

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
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(deadline_->allowed).count();
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
