#include "cli/output_file.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace tracewh::cli {
namespace {

namespace fs = std::filesystem;

/// The file that a symbolic link leads to, so that the link stays.
fs::path resolved(const std::string& path) {
  std::error_code failed;
  const fs::path target = fs::weakly_canonical(path, failed);
  return failed ? fs::path(path) : target;
}

fs::path place_to_write(const fs::path& target) {
  std::error_code ignored;
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) return target;
  return fmt::format("{}.{}.part", target.string(), ::getpid());
}

}  // namespace

OutputFile::OutputFile(const std::string& path)
    : target_(resolved(path)), written_(place_to_write(target_)), stream_(written_, std::ios::binary) {
  if (!stream_) {
    throw base::Error(base::ErrorCode::kOperational, fmt::format("cannot write {}", path),
                      "check that its directory exists and may be written");
  }
}

OutputFile::~OutputFile() {
  // Gone already when it was committed.
  std::error_code ignored;
  if (written_ != target_) fs::remove(written_, ignored);
}

void OutputFile::commit() {
  stream_.close();
  std::error_code failed;
  if (stream_ && written_ != target_) fs::rename(written_, target_, failed);
  if (!stream_ || failed) {
    throw base::Error(base::ErrorCode::kOperational, fmt::format("cannot write {}", target_.string()),
                      "check the space on its disk");
  }
}

void require_writable(const std::string& path) {
  // Who opens a pipe and closes it again, ends it.
  if (const fs::path target = resolved(path); place_to_write(target) != target) const OutputFile probe(path);
}

}  // namespace tracewh::cli
