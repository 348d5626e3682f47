#include "store/sqlite/lock_file.hpp"

#include "base/error.hpp"
#include "base/resolved_path.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace tracewh::store {
namespace {

constexpr std::chrono::milliseconds kPollInterval{50};

std::string holder_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string process;
  return std::getline(file, process) && !process.empty() ? "process " + process : "another process";
}

/// Whether `path` still names the open file: the last holder may have removed it meanwhile.
bool names(const std::filesystem::path& path, int descriptor) {
  struct stat by_path {};
  struct stat by_descriptor {};
  return ::lstat(path.c_str(), &by_path) == 0 && ::fstat(descriptor, &by_descriptor) == 0 &&
         by_path.st_ino == by_descriptor.st_ino && by_path.st_dev == by_descriptor.st_dev;
}

/// SQLite's files beside the database go by its name, and so does the lock: under another name of the same
/// file a second writer would see none of them.
void require_one_name(const std::filesystem::path& database) {
  struct stat status {};
  if (::stat(database.c_str(), &status) != 0 || status.st_nlink < 2) return;
  throw base::Error(base::ErrorCode::kOperational,
                    fmt::format("{} has {} names (hard links), and its writers could not see each other",
                                database.string(), status.st_nlink),
                    "remove the other names, or work on a copy");
}

}  // namespace

LockFile::LockFile(const std::filesystem::path& database, std::chrono::milliseconds timeout)
    : path_(base::resolved_path(database).string() + ".lock") {
  require_one_name(database);
  const auto give_up = std::chrono::steady_clock::now() + timeout;
  while (!try_lock()) {
    if (std::chrono::steady_clock::now() >= give_up) {
      throw base::Error(base::ErrorCode::kOperational,
                        fmt::format("{} is being written by {}", database.string(), holder_of(path_)),
                        "wait for it to end, or allow more time with --lock-timeout");
    }
    std::this_thread::sleep_for(kPollInterval);
  }
  const std::string process = std::to_string(::getpid()) + "\n";
  // The number only helps people; the lock holds without it, also on a full disk.
  if (::ftruncate(descriptor_.get(), 0) == 0)
    (void)!::write(descriptor_.get(), process.data(), process.size());
}

// Removed while it is still locked: whoever locks it afterwards sees that it has no name any more.
LockFile::~LockFile() { ::unlink(path_.c_str()); }

bool LockFile::try_lock() {
  base::FileDescriptor descriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (descriptor.get() < 0 && errno == ELOOP) {
    throw base::Error(base::ErrorCode::kOperational, fmt::format("{} is a symbolic link", path_.string()),
                      "remove it: a lock is a file of its own");
  }
  if (descriptor.get() < 0) {
    throw base::Error(base::ErrorCode::kOperational,
                      fmt::format("cannot create {}: {}", path_.string(), std::strerror(errno)),
                      "check that the directory exists and that you may write there");
  }
  if (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0 || !names(path_, descriptor.get())) return false;
  descriptor_ = std::move(descriptor);
  return true;
}

}  // namespace tracewh::store
