#include "cli/output_file.hpp"

#include "base/error.hpp"
#include "base/new_file.hpp"
#include "base/resolved_path.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace tracewh::cli {
namespace {

namespace fs = std::filesystem;

fs::path place_to_write(const fs::path& target) {
  std::error_code ignored;
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) return target;
  return fmt::format("{}.{}.part", target.string(), ::getpid());
}

/// A stream to a new file, or to the target itself.
std::ofstream open(const fs::path& file, const fs::path& target) {
  if (file != target && base::create_new_file(file, 0666).get() < 0) return {};
  return std::ofstream(file, std::ios::binary);
}

}  // namespace

OutputFile::OutputFile(const std::string& path)
    : target_(base::resolved_path(path)),
      written_(place_to_write(target_)),
      stream_(open(written_, target_)) {
  if (!stream_.is_open()) {
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
  if (const fs::path target = base::resolved_path(path); place_to_write(target) != target)
    const OutputFile probe(path);
}

}  // namespace tracewh::cli
