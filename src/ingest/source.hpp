#pragma once

#include "base/file_descriptor.hpp"
#include "decode/wire/decompressor.hpp"
#include "store/write/ingest_log.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tracewh::ingest {

/// What happened to a file since it was read.
enum class Change {
  kNone,
  kGrown,
  kReplaced,  ///< it was truncated, and perhaps written anew
};

/// The bytes of one file or of standard input, decompressed. Reads with bounded memory.
class Source {
 public:
  /// Opens `path`; `-` is standard input. Throws base::Error when it cannot be opened. While `interrupted`,
  /// which may be null and must outlive this, holds, nothing waits for input any more.
  explicit Source(const std::string& path, const std::atomic<bool>* interrupted = nullptr);
  /// Appends what is there, at most some MiB, to `output`; false at the end of the input. Throws base::Error
  /// when reading fails, is interrupted, or the compressed stream is damaged; what was appended before stays
  /// valid.
  bool read(std::string& output);

  /// Reads a regular file from its beginning again.
  void rewind();

  /// Ends a read() that waits for input on another thread, as an interruption does.
  void cancel() { cancelled_ = true; }

  const store::FileIdentity& identity() const { return identity_; }
  /// Known once something was read.
  bool compressed() const { return decompressor_ != nullptr; }
  /// What happened to a regular file that is not compressed: a replaced one is known by its size or by the
  /// bytes before the place up to which it was read.
  Change change() const;
  /// Bytes read from the disk so far.
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  std::size_t read_some(std::string& text);
  bool wait_for_input() const;
  bool refill();
  bool read_plain(std::string& output);
  void decompress(std::string& output);
  bool read_compressed(std::string& output);
  void remember(std::string_view bytes);

  store::FileIdentity identity_;
  const std::atomic<bool>* interrupted_;
  std::atomic<bool> cancelled_ = false;
  base::FileDescriptor descriptor_;
  std::uint64_t bytes_read_ = 0;
  bool started_ = false;
  bool at_end_ = false;
  std::string last_bytes_;  ///< those that were read last
  std::string raw_;
  std::string_view pending_;  ///< the part of raw_ that is not decompressed yet
  std::unique_ptr<decode::Decompressor> decompressor_;
};

}  // namespace tracewh::ingest
