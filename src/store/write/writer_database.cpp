#include "store/write/writer_database.hpp"

#include "store/compact/compaction.hpp"
#include "store/sqlite/embedded.hpp"
#include "store/sqlite/identity.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/sqlite_error.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/write_ahead_log.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

namespace tracewh::store {
namespace {

// Pages of the write-ahead log after which it is moved into the database: 64 MiB. A larger log makes
// fewer, longer pauses, and readers slower.
constexpr int kCheckpointPages = 4096;

Connection open(const std::string& file) {
  make_writable(file);
  // Traces hold prompts and other private text, so a new file is for its owner alone.
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
  return Connection(file, Access::kCreate);
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
  if (version == 0) run_statements(handle(), "new_file");
  run_statements(handle(), "writer");
  run_statements(handle(), "write_ahead");
  run_statements(handle(), durability == Durability::kPower ? "durability_power" : "durability_process");
  if (version < kSchemaVersion) migrate();
  sqlite3_wal_hook(handle(), note_log_pages, &log_pages_);
  page_bytes_ = query_integer(handle(), "page_bytes");
}

WriterDatabase::~WriterDatabase() {
  if (sqlite3_get_autocommit(handle()) == 0) {
    sqlite3_exec(handle(), std::string(named_statement("rollback")).c_str(), nullptr, nullptr, nullptr);
  }
  // While somebody reads, the file stays in write-ahead mode; the next writer's end checkpoints it.
  checkpoint_write_ahead_log(handle());
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
