#include "store/compact/compaction.hpp"

#include "base/error.hpp"
#include "base/quantity.hpp"
#include "base/resolved_path.hpp"
#include "store/read/reader.hpp"
#include "store/seekable/compacted_vfs.hpp"
#include "store/seekable/seekable_file.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/identity.hpp"
#include "store/sqlite/lock_file.hpp"
#include "store/sqlite/sqlite_error.hpp"
#include "store/sqlite/write_ahead_log.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <system_error>

namespace tracewh::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCopyBytes = std::size_t{1} << 20;

base::FileDescriptor open_to_read(const fs::path& file) {
  base::FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.get() >= 0) return descriptor;
  throw base::Error(base::ErrorCode::kOperational,
                    fmt::format("cannot open {}: {}", file.string(), std::strerror(errno)));
}

void checkpoint_log_of(const fs::path& file) {
  const Connection database(file, Access::kWrite);
  if (checkpoint_write_ahead_log(database.handle()) != SQLITE_OK) {
    throw_sqlite_error(database.handle(), file.string());
  }
}

/// What a file claims of its size is believed only of a database.
void require_room(const fs::path& file, const Connection& database, std::uint64_t plain_bytes) {
  const std::int64_t pages = database.integer("page_count");
  if (static_cast<std::uint64_t>(pages * database.integer("page_bytes")) != plain_bytes) {
    throw DamagedDatabase(base::ErrorCode::kOperational,
                          fmt::format("{} is damaged: its size is not that of its pages", file.string()),
                          "restore it from a copy, or move it away and ingest the files again");
  }
  std::error_code unknown;
  const auto space = fs::space(base::resolved_path(file).parent_path(), unknown);
  if (unknown || space.available >= plain_bytes) return;
  throw base::Error(base::ErrorCode::kOperational,
                    fmt::format("{} takes {} when it is expanded, and there is room for {}", file.string(),
                                base::format_bytes(static_cast<double>(plain_bytes)),
                                base::format_bytes(static_cast<double>(space.available))),
                    "make room beside it, or move it to a larger disk");
}

Rewritten rewrite_plain(const fs::path& file, const OnBytesRead& on_bytes_read) {
  SeekableFile source(file);
  {
    const Connection database(file, Access::kRead, compacted_vfs());
    read_schema_version(database, file.string());
    require_room(file, database, source.size());
  }
  ReplacementFile target(file);
  std::string bytes(kCopyBytes, '\0');
  while (const std::size_t size = source.read(target.size(), bytes)) {
    target.write(std::string_view(bytes).substr(0, size));
    on_bytes_read(target.size());
  }
  const std::uint64_t before = fs::file_size(file);
  target.commit();
  return {before, target.size()};
}

}  // namespace

std::optional<Rewritten> compact(const fs::path& file, int level, std::chrono::milliseconds lock_timeout,
                                 const OnBytesRead& on_bytes_read) {
  const LockFile lock(file, lock_timeout);
  // Refuses what is no database of tracewh.
  { const Reader checked(file); }
  if (is_compacted(file)) return std::nullopt;
  checkpoint_log_of(file);
  const base::FileDescriptor source = open_to_read(file);
  ReplacementFile target(file);
  write_seekable(source.get(), target, level, on_bytes_read);
  const std::uint64_t before = fs::file_size(file);
  target.commit();
  return Rewritten{before, target.size()};
}

std::optional<Rewritten> expand(const fs::path& file, std::chrono::milliseconds lock_timeout,
                                const OnBytesRead& on_bytes_read) {
  const LockFile lock(file, lock_timeout);
  { const Reader checked(file); }
  if (!is_compacted(file)) return std::nullopt;
  return rewrite_plain(file, on_bytes_read);
}

void make_writable(const fs::path& file) {
  ReplacementFile::remove_unfinished(file);
  if (is_compacted(file)) rewrite_plain(file, [](std::uint64_t) {});
}

}  // namespace tracewh::store
