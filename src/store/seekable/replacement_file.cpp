#include "store/seekable/replacement_file.hpp"

#include "base/error.hpp"
#include "base/new_file.hpp"
#include "base/resolved_path.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace tracewh::store {
namespace {

namespace fs = std::filesystem;

fs::path part_of(const fs::path& target) { return target.string() + ".part"; }

/// As far as the user may: only root can give files away. What fails leaves the file to its writer alone.
void copy_owner(const fs::path& from, int to) {
  struct stat status {};
  if (::stat(from.c_str(), &status) != 0) return;
  if (::fchown(to, status.st_uid, status.st_gid) == 0) (void)!::fchmod(to, status.st_mode & 0777);
}

}  // namespace

ReplacementFile::ReplacementFile(const fs::path& file)
    : target_(base::resolved_path(file)),
      part_(part_of(target_)),
      descriptor_(base::create_new_file(part_, 0600)) {
  if (descriptor_.get() < 0) fail();
  copy_owner(target_, descriptor_.get());
}

ReplacementFile::~ReplacementFile() {
  // Gone already when it was committed.
  ::unlink(part_.c_str());
}

void ReplacementFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
}

void ReplacementFile::commit() {
  if (::fsync(descriptor_.get()) != 0 || ::rename(part_.c_str(), target_.c_str()) != 0) fail();
  const base::FileDescriptor directory(
      ::open(target_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || ::fsync(directory.get()) != 0) {
    throw base::Error(base::ErrorCode::kOperational,
                      fmt::format("{} was replaced, but its directory cannot be synchronised: {}",
                                  target_.string(), std::strerror(errno)),
                      "check the disk");
  }
}

void ReplacementFile::remove_unfinished(const fs::path& file) {
  ::unlink(part_of(base::resolved_path(file)).c_str());
}

void ReplacementFile::fail() const {
  throw base::Error(
      base::ErrorCode::kOperational,
      errno == ENOSPC ? fmt::format("cannot write {}: the disk is full", part_.string())
                      : fmt::format("cannot write {}: {}", part_.string(), std::strerror(errno)),
      fmt::format("{} is as it was; make room beside it and run the same command again", target_.string()));
}

}  // namespace tracewh::store
