#include "ingest/source.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tracewh::ingest {
namespace {

using base::Error, base::ErrorCode;

// Large reads cost few system calls; the pipeline keeps several of them in memory.
constexpr std::size_t kReadBytes = std::size_t{1} << 20;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Error(ErrorCode::kOperational, fmt::format("cannot {} {}: {}", what, path, std::strerror(errno)));
}

/// Reads until `text` has grown by kReadBytes or the input ends, so that a pipe's small pieces add up.
std::size_t read_fully(int descriptor, const std::string& path, std::string& text) {
  const std::size_t before = text.size();
  text.resize(before + kReadBytes);
  std::size_t got = 0;
  while (got < kReadBytes) {
    const ssize_t result = ::read(descriptor, text.data() + before + got, kReadBytes - got);
    if (result < 0 && errno == EINTR) continue;
    if (result < 0) fail(path, "read");
    if (result == 0) break;
    got += static_cast<std::size_t>(result);
  }
  text.resize(before + got);
  return got;
}

}  // namespace

Source::Source(const std::string& path) : path_(path) {
  descriptor_ = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail(path, "open");
  struct stat status {};
  if (::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode) && path != "-") {
    size_ = static_cast<std::uint64_t>(status.st_size);
    ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
}

Source::~Source() { ::close(descriptor_); }

bool Source::refill() {
  raw_.clear();
  const std::size_t got = read_fully(descriptor_, path_, raw_);
  bytes_read_ += got;
  pending_ = raw_;
  return got > 0;
}

bool Source::read(std::string& output) {
  if (!started_) {
    started_ = true;
    at_end_ = !refill();
    decompressor_ = decode::make_decompressor(pending_);
  }
  if (!decompressor_) {
    if (!pending_.empty()) {
      output.append(pending_);
      pending_ = {};
      return true;
    }
    const std::size_t got = at_end_ ? 0 : read_fully(descriptor_, path_, output);
    bytes_read_ += got;
    return got > 0;
  }
  const std::size_t before = output.size();
  while (output.size() - before < kReadBytes) {
    if (pending_.empty() && !at_end_) at_end_ = !refill();
    const std::size_t produced = output.size();
    decompressor_->run(pending_, output, kReadBytes);
    if (pending_.empty() && at_end_ && output.size() == produced) break;
  }
  if (output.size() == before && !decompressor_->at_end()) {
    throw Error(ErrorCode::kOperational, fmt::format("{}: the compressed data ends too early", path_));
  }
  return output.size() > before;
}

}  // namespace tracewh::ingest
