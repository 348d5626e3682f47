#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tracewh::decode {

/// Undoes the compression of a stream, chunk by chunk. Concatenated members and frames are one stream.
class Decompressor {
 public:
  virtual ~Decompressor() = default;

  /// Takes compressed bytes from the front of `input` and appends at most `limit` decompressed bytes to
  /// `output`. Call again until `input` is empty and nothing was appended.
  /// Throws base::Error when the stream is damaged; what was appended before stays valid.
  virtual void run(std::string_view& input, std::string& output, std::size_t limit) = 0;

  /// Whether the stream may end here: no member is half read.
  virtual bool at_end() const = 0;
};

/// The decompressor for a stream that begins with `head` (gzip, zstd), or null when it is not compressed.
std::unique_ptr<Decompressor> make_decompressor(std::string_view head);

/// The decompressor for an HTTP content coding (gzip, deflate, zstd; RFC 9110, RFC 8878), or null when it is
/// not known.
std::unique_ptr<Decompressor> make_content_decompressor(std::string_view coding);

}  // namespace tracewh::decode
