#pragma once

#include "decode/decompressor.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tracewh::ingest {

/// The bytes of one file or of standard input, decompressed. Reads with bounded memory.
class Source {
 public:
  /// Opens `path`; `-` is standard input. Throws base::Error when it cannot be opened.
  explicit Source(const std::string& path);
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// Appends about 1 MiB to `output`; false at the end of the input. Throws base::Error when reading
  /// fails or the compressed stream is damaged; what was appended before stays valid.
  bool read(std::string& output);

  const std::string& path() const { return path_; }
  /// The size on disk; none for what is not a regular file.
  std::optional<std::uint64_t> size() const { return size_; }
  /// Bytes read from the disk so far.
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  bool refill();

  std::string path_;
  int descriptor_ = -1;
  std::optional<std::uint64_t> size_;
  std::uint64_t bytes_read_ = 0;
  bool started_ = false;
  bool at_end_ = false;
  std::string raw_;
  std::string_view pending_;  ///< the part of raw_ that is not decompressed yet
  std::unique_ptr<decode::Decompressor> decompressor_;
};

}  // namespace tracewh::ingest
