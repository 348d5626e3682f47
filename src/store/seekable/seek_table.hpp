#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::store {

/// What a frame may hold at most. A larger one would be decompressed for each page that is read.
inline constexpr std::size_t kMaxFrameBytes = std::size_t{1} << 20;

/// The bytes at the end of a file that tell how long its seek table is.
inline constexpr std::size_t kSeekTableFooterBytes = 9;

/// The length of the seek table that ends with `footer`, in bytes; none when that ends no seek table.
std::optional<std::uint64_t> seek_table_size(std::string_view footer);

/// Where the frames of a compressed file begin, there and in the plain file: the table of the zstd seekable
/// format 0.1.0.
class SeekTable {
 public:
  struct Frame {
    std::uint64_t offset;  ///< in the compressed file
    std::size_t size;      ///< compressed
    std::uint64_t plain_offset;
    std::size_t plain_size;
  };

  /// Reads a table of `seek_table_size` bytes that comes after `frames_size` bytes of frames. None when it
  /// does not describe just these bytes, or holds a frame larger than `kMaxFrameBytes`.
  static std::optional<SeekTable> decode(std::string_view table, std::uint64_t frames_size);

  /// The table as the last, skippable frame of a file.
  std::string encode() const;

  /// Adds the next frame.
  void append(std::uint32_t size, std::uint32_t plain_size);

  std::uint64_t plain_size() const { return bounds_.back().plain; }
  std::size_t frame_count() const { return bounds_.size() - 1; }

  /// The number of the frame that holds the plain byte at `offset`, which is below plain_size().
  std::size_t frame_at(std::uint64_t offset) const;
  Frame frame(std::size_t number) const;

 private:
  struct Bound {
    std::uint64_t compressed = 0;
    std::uint64_t plain = 0;
  };

  std::vector<Bound> bounds_ = std::vector<Bound>(1);  ///< of each frame's begin, and the last one's end
};

}  // namespace tracewh::store
