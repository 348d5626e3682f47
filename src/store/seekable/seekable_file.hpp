#pragma once

#include "base/file_descriptor.hpp"
#include "store/seekable/seek_table.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

struct ZSTD_DCtx_s;

namespace tracewh::store {

/// The plain content of a file in the zstd seekable format, to be read anywhere. Trusts nothing that the
/// file says of itself. For one thread; any number of them may read the same file, each by its own.
class SeekableFile {
 public:
  /// Throws base::Error when the file cannot be read or has no valid seek table.
  explicit SeekableFile(const std::filesystem::path& file);

  /// Of the plain content, in bytes.
  std::uint64_t size() const { return table_.plain_size(); }

  /// Copies what there is from `offset` on to `out` and tells how many bytes that are: fewer than asked
  /// for only at the end. Throws base::Error when it is damaged.
  std::size_t read(std::uint64_t offset, std::span<char> out);

 private:
  struct Free {
    void operator()(ZSTD_DCtx_s* context) const;
  };

  SeekTable read_table();
  void read_compressed(std::uint64_t offset, std::span<char> out);
  void load_frame(std::size_t number);

  std::string path_;
  base::FileDescriptor descriptor_;
  SeekTable table_;
  std::unique_ptr<ZSTD_DCtx_s, Free> decompressor_;
  std::string compressed_;
  std::string plain_;                   ///< the frame that was read last; SQLite itself keeps pages
  std::size_t plain_frame_ = SIZE_MAX;  ///< its number
};

/// Whether `file` is a compacted database: its plain bytes in the zstd seekable format. Not for a file on
/// which this process has a connection: the system would free that connection's locks.
bool is_compacted(const std::filesystem::path& file);

}  // namespace tracewh::store
