#pragma once

#include "base/file_descriptor.hpp"

#include <chrono>
#include <filesystem>

namespace tracewh::store {

/// Keeps a second writer away from a database: holds `<database>.lock`, which names the holder's process,
/// beside the file that the database's path leads to.
/// The operating system frees the lock when the process dies, however it dies.
class LockFile {
 public:
  /// Waits up to `timeout` for the lock; throws base::Error that names the holder when it does not come free,
  /// and for a database with several hard links.
  LockFile(const std::filesystem::path& database, std::chrono::milliseconds timeout);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  bool try_lock();

  std::filesystem::path path_;
  base::FileDescriptor descriptor_{-1};
};

}  // namespace tracewh::store
