#include "store/read/reader.hpp"

#include "base/error.hpp"
#include "store/read/narrowing.hpp"
#include "store/read/percentile_function.hpp"
#include "store/read/regexp_function.hpp"
#include "store/read/sandbox.hpp"
#include "store/seekable/compacted_vfs.hpp"
#include "store/seekable/seekable_file.hpp"
#include "store/sqlite/identity.hpp"
#include "store/sqlite/named_statements.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>
#include <system_error>

namespace tracewh::store {
namespace {

using base::Error, base::ErrorCode;

Connection open_compacted(const std::filesystem::path& file) {
  try {
    return Connection(file, Access::kRead, compacted_vfs());
  } catch (const Error&) {
    // SQLite cannot tell why; this throws the reason.
    const SeekableFile reason(file);
    throw;
  }
}

/// Asks SQLite first what it is: opening a plain file here would free the locks of this process on it.
bool is_no_database(const Connection& connection) {
  const std::string sql(named_statement("user_version"));
  return sqlite3_exec(connection.handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_NOTADB;
}

Connection open(const std::filesystem::path& file) {
  // What cannot be seen may be there; SQLite tells.
  std::error_code unseen;
  if (!std::filesystem::exists(file, unseen) && !unseen) {
    throw Error(ErrorCode::kOperational, fmt::format("there is no database {}", file.string()),
                "make one with: tracewh ingest FILE…, or name another with --db");
  }
  Connection connection(file, Access::kRead);
  if (is_no_database(connection) && is_compacted(file)) return open_compacted(file);
  return connection;
}

}  // namespace

Reader::Reader(const std::filesystem::path& file, std::chrono::milliseconds deadline,
               const Selection& selection, const std::atomic<bool>* stop)
    : file_(file),
      allowed_(deadline),
      stop_(stop),
      end_(StatementDeadline::Clock::now() + deadline),
      connection_(open(file)) {
  const int version = read_schema_version(connection_, file_.string());
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
  connection_.limit(allowed_, end_, stop_);
  connection_.run("reader");
  if (!selection.empty()) select(selection);
  add_percentile_functions(connection_.handle());
  add_regexp_function(connection_.handle());
  connection_.run("read_only");
  confine(connection_.handle());
}

Statement Reader::prepare(std::string_view sql) {
  Statement statement = connection_.compile(sql);
  // SQLite asks the sandbox about VACUUM only when it runs.
  if (!statement.only_reads()) throw Error(ErrorCode::kUsage, "SQL: not authorized");
  return statement;
}

void Reader::select(const Selection& selection) {
  // What is selected and what is read then belong to one moment.
  connection_.run("begin_read");
  const TemporaryWrites guard(connection_.handle());
  narrow(connection_, selection);
}

}  // namespace tracewh::store
