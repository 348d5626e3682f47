#include "store/write/writer_database.hpp"

#include "base/error.hpp"
#include "base/resolved_path.hpp"
#include "store/compact/compaction.hpp"
#include "store/sqlite/embedded.hpp"
#include "store/sqlite/identity.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/sqlite_error.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/write_ahead_log.hpp"
#include "store/write/new_database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace tracewh::store {
namespace {

// Pages of the write-ahead log after which it is moved into the database: 64 MiB. A larger log makes
// fewer, longer pauses, and readers slower.
constexpr int kCheckpointPages = 4096;

constexpr Columns kTriggers("triggers");
constexpr Columns kJournalMode("journal_mode");

Connection open(const std::string& file) {
  make_writable(file);
  // Traces hold prompts and other private text, so a new file is for its owner alone.
  make_new_database(file);
  return Connection(file, Access::kCreate);
}

/// What somebody else put into the database must not run when it is written.
void refuse_triggers(const Connection& database, const std::string& file) {
  sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  Statement triggers = database.named("triggers");
  if (!triggers.step()) return;
  throw base::Error(
      base::ErrorCode::kOperational,
      fmt::format("{} holds the trigger {}, which is not tracewh's", file, triggers.text(kTriggers["name"])),
      "drop it with sqlite3 if it is yours; otherwise ingest the files into a new database");
}

/// Nor must what stands in the place of our tables and views run where they are read.
void refuse_changed_schema(const Connection& database, const std::string& file) {
  constexpr std::string_view kBegin = "\nCREATE ";
  const std::string_view ours = base::find_embedded(embedded_files(), "schema/current.sql");
  std::int64_t expected = 0;
  for (auto at = ours.find(kBegin); at != std::string_view::npos; at = ours.find(kBegin, at + 1)) ++expected;
  Statement unchanged = database.named("objects_within");
  unchanged.bind_all(ours).step();
  if (unchanged.integer(0) == expected) return;
  throw base::Error(
      base::ErrorCode::kOperational,
      fmt::format("{} holds other tables or views than tracewh makes, under the same names", file),
      "undo what changed them, or ingest the files into a new database");
}

/// As a writer leaves it that was killed, or that ended while somebody read. Readers may be there.
bool is_write_ahead(const Connection& database) {
  Statement mode = database.named("journal_mode");
  return mode.step() && mode.text(kJournalMode["journal_mode"]) == "wal";
}

int note_log_pages(void* log_pages, sqlite3*, const char*, int pages) {
  *static_cast<int*>(log_pages) = pages;
  return SQLITE_OK;
}

}  // namespace

WriterDatabase::WriterDatabase(const std::filesystem::path& file, Durability durability,
                               std::chrono::milliseconds lock_timeout)
    : lock_(file, lock_timeout), file_(file.string()), database_(open(file_)) {
  const int version = read_schema_version(database_, file_);
  refuse_triggers(database_, file_);
  if (version == 0) run_statements(handle(), "new_file");
  run_statements(handle(), "writer");
  if (!is_write_ahead(database_)) run_statements(handle(), "write_ahead");
  run_statements(handle(), durability == Durability::kPower ? "durability_power" : "durability_process");
  if (version < kSchemaVersion) migrate();
  refuse_changed_schema(database_, file_);
  // A migration looks into the views, and nothing else that writes does: what stands in for a table is
  // refused.
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_wal_hook(handle(), note_log_pages, &log_pages_);
  page_bytes_ = query_integer(handle(), "page_bytes");
}

WriterDatabase::~WriterDatabase() {
  if (sqlite3_get_autocommit(handle()) == 0) {
    sqlite3_exec(handle(), std::string(named_statement("rollback")).c_str(), nullptr, nullptr, nullptr);
  }
  checkpoint_write_ahead_log(handle());
}

void WriterDatabase::finish() {
  const int result = checkpoint_write_ahead_log(handle()) & 0xff;
  if (result != SQLITE_OK && result != SQLITE_BUSY && result != SQLITE_LOCKED) {
    throw_sqlite_error(handle(), file_);
  }
}

void WriterDatabase::execute(std::string_view sql) {
  if (sqlite3_exec(handle(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw_sqlite_error(handle(), file_);
  }
}

void WriterDatabase::migrate() {
  // What throws here closes the connection, which rolls back.
  begin();
  int version = read_schema_version(database_, file_);
  if (version == 0) {
    execute(base::find_embedded(embedded_files(), "schema/current.sql"));
    version = kSchemaVersion;
  }
  while (version < kSchemaVersion) {
    const std::string prefix = fmt::format("schema/{:04}_", ++version);
    for (const base::EmbeddedFile& migration : embedded_files()) {
      if (migration.path.starts_with(prefix)) execute(migration.text);
    }
  }
  run_statements(handle(), "commit");
}

std::int64_t WriterDatabase::used_bytes() { return query_integer(handle(), "used_pages") * page_bytes_; }

std::int64_t WriterDatabase::free_bytes() { return query_integer(handle(), "free_pages") * page_bytes_; }

std::int64_t WriterDatabase::log_bytes() const { return log_pages_ * page_bytes_; }

void WriterDatabase::vacuum() { run_statements(handle(), "vacuum"); }

bool WriterDatabase::owns(const std::filesystem::path& path) const {
  constexpr std::array kSuffixes{"", "-wal", "-shm", ".lock"};
  const std::string file = base::resolved_path(file_).string();
  return std::ranges::any_of(kSuffixes, [&](const char* suffix) {
    std::error_code missing;
    return std::filesystem::equivalent(file + suffix, path, missing);
  });
}

bool WriterDatabase::is_in_place() const {
  int moved = 0;
  return sqlite3_file_control(handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || moved == 0;
}

void WriterDatabase::begin() { run_statements(handle(), "begin_immediate"); }

void WriterDatabase::commit() {
  run_statements(handle(), "commit");
  if (log_pages_ < kCheckpointPages) return;
  const int result =
      sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (result != SQLITE_OK && result != SQLITE_BUSY) throw_sqlite_error(handle(), file_);
}

}  // namespace tracewh::store
