#include "ingest/source.hpp"

#include "base/error.hpp"
#include "decode/wire/log_prefix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tracewh::ingest {
namespace {

using base::Error, base::ErrorCode;

// Large reads cost few system calls; the pipeline keeps several of them in memory.
constexpr std::size_t kReadBytes = std::size_t{4} << 20;

// How long a pipe may pause before what came is taken, and an interruption is noticed.
constexpr int kWaitMs = 200;

// A file that was truncated and written anew differs in its last spans, whatever it begins with.
constexpr std::size_t kRememberedBytes = std::size_t{4} << 10;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Error(ErrorCode::kOperational, fmt::format("cannot {} {}: {}", what, path, std::strerror(errno)));
}

base::FileDescriptor open(const std::string& path) {
  if (path == "-") return base::FileDescriptor(::dup(STDIN_FILENO));
  // Not to wait here for the writer of a named pipe: read_some() waits, and can be interrupted.
  base::FileDescriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (descriptor.get() < 0 || ::fcntl(descriptor.get(), F_SETFL, O_RDONLY) != 0) fail(path, "open");
  return descriptor;
}

}  // namespace

Source::Source(const std::string& path, const std::atomic<bool>* interrupted)
    : identity_{path, {}, {}}, interrupted_(interrupted), descriptor_(open(path)) {
  struct stat status {};
  if (::fstat(descriptor_.get(), &status) == 0 && S_ISREG(status.st_mode) && path != "-") {
    identity_.size = static_cast<std::uint64_t>(status.st_size);
    identity_.inode = {status.st_dev, status.st_ino};
    ::posix_fadvise(descriptor_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  }
}

/// Waits a moment for input, which a pipe may not have; false when there is none yet.
bool Source::wait_for_input() const {
  if (cancelled_ || (interrupted_ != nullptr && *interrupted_)) {
    throw Error(ErrorCode::kInterrupted, "interrupted", "run the same command again, it continues");
  }
  pollfd waiting{descriptor_.get(), POLLIN, 0};
  return ::poll(&waiting, 1, kWaitMs) > 0;
}

/// Reads until `text` has grown by kReadBytes, the input ends or a pipe pauses, so that a pipe's small pieces
/// add up. 0 is the end.
std::size_t Source::read_some(std::string& text) {
  const std::size_t before = text.size();
  text.resize(before + kReadBytes);
  std::size_t got = 0;
  while (got < kReadBytes) {
    if (!identity_.size && !wait_for_input()) {
      if (got > 0) break;
      continue;
    }
    const ssize_t result = ::read(descriptor_.get(), text.data() + before + got, kReadBytes - got);
    if (result < 0 && errno == EINTR) continue;
    if (result < 0) fail(identity_.path, "read");
    if (result == 0) break;
    got += static_cast<std::size_t>(result);
  }
  text.resize(before + got);
  return got;
}

bool Source::refill() {
  raw_.clear();
  const std::size_t got = read_some(raw_);
  bytes_read_ += got;
  pending_ = raw_;
  return got > 0;
}

void Source::remember(std::string_view bytes) {
  last_bytes_.append(bytes.substr(bytes.size() - std::min(bytes.size(), kRememberedBytes)));
  last_bytes_.erase(0, last_bytes_.size() - std::min(last_bytes_.size(), kRememberedBytes));
}

Change Source::change() const {
  struct stat status {};
  if (::fstat(descriptor_.get(), &status) != 0) return Change::kNone;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size < bytes_read_) return Change::kReplaced;
  std::array<char, kRememberedBytes> now;
  const ssize_t got = ::pread(descriptor_.get(), now.data(), last_bytes_.size(),
                              static_cast<off_t>(bytes_read_ - last_bytes_.size()));
  if (got < 0) return Change::kNone;
  if (std::string_view(now.data(), static_cast<std::size_t>(got)) != last_bytes_) return Change::kReplaced;
  return size > bytes_read_ ? Change::kGrown : Change::kNone;
}

void Source::rewind() {
  if (::lseek(descriptor_.get(), 0, SEEK_SET) < 0) fail(identity_.path, "read");
  bytes_read_ = 0;
  started_ = false;
  at_end_ = false;
  last_bytes_.clear();
}

bool Source::read(std::string& output) {
  if (!started_) {
    started_ = true;
    at_end_ = !refill();
    decompressor_ = decode::make_stream_filter(pending_);
  }
  return decompressor_ ? read_compressed(output) : read_plain(output);
}

bool Source::read_plain(std::string& output) {
  const std::size_t before = output.size();
  if (!pending_.empty()) {
    output.append(pending_);
    pending_ = {};
    raw_ = {};
  } else if (!at_end_) {
    bytes_read_ += read_some(output);
  }
  remember(std::string_view(output).substr(before));
  return output.size() > before;
}

void Source::decompress(std::string& output) {
  try {
    decompressor_->run(pending_, output, kReadBytes);
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{}: {}", identity_.path, error.what()));
  }
}

bool Source::read_compressed(std::string& output) {
  const std::size_t before = output.size();
  while (output.size() - before < kReadBytes) {
    if (pending_.empty() && !at_end_) at_end_ = !refill();
    const std::size_t produced = output.size();
    decompress(output);
    if (pending_.empty() && at_end_ && output.size() == produced) break;
  }
  if (output.size() == before && !decompressor_->at_end()) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{}: the compressed data ends too early", identity_.path));
  }
  return output.size() > before;
}

}  // namespace tracewh::ingest
