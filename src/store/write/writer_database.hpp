#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/lock_file.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace tracewh::store {

/// What a commit survives: the death of the process, or also loss of power.
enum class Durability { kProcess, kPower };

/// The one connection that writes to a database, and the only one that checkpoints it: SQLite before
/// 3.51.3 can corrupt a write-ahead log when a second connection does.
class WriterDatabase {
 public:
  /// Opens or creates `file`, waiting up to `lock_timeout` for another writer, expands it when it is
  /// compacted, and brings it to the current schema version. Throws base::Error when it is not a tracewh
  /// database or of a newer version.
  WriterDatabase(const std::filesystem::path& file, Durability durability,
                 std::chrono::milliseconds lock_timeout);

  /// Rolls back what was not committed, and leaves the database as one self-contained file, unless somebody
  /// is reading it.
  ~WriterDatabase();
  WriterDatabase(const WriterDatabase&) = delete;
  WriterDatabase& operator=(const WriterDatabase&) = delete;

  sqlite3* handle() const { return database_.handle(); }

  void begin();
  /// Commits, and moves the write-ahead log into the database once it is large.
  void commit();

  /// Bytes of the pages that hold something. Free pages are used again, so the file itself never shrinks.
  std::int64_t used_bytes();
  /// Bytes of the pages that are free.
  std::int64_t free_bytes();
  /// Bytes of the write-ahead log at the last commit.
  std::int64_t log_bytes() const;

  /// Gives free pages back to the file system. For a moment, needs as much space again as the file has.
  void vacuum();

  /// Leaves the database as one self-contained file, after the last commit; while somebody reads it, the next
  /// writer's end does. The destructor does the same, but cannot tell of a disk that fails.
  void finish();

  /// Whether `path` leads to the database's file, or to one beside it that belongs to it. To open and close
  /// such a file in this process would free the locks on it.
  bool owns(const std::filesystem::path& path) const;

  /// Whether the file is still the one that was opened; what is written to a removed file is lost.
  bool is_in_place() const;

 private:
  void execute(std::string_view sql);
  void migrate();

  LockFile lock_;
  std::string file_;
  Connection database_;
  int log_pages_ = 0;
  std::int64_t page_bytes_ = 0;
};

}  // namespace tracewh::store
