#include "decode/wire/decompressor.hpp"

#include "base/error.hpp"
#include "base/zstd_magic.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>

namespace tracewh::decode {
namespace {

constexpr std::string_view kGzipMagic = "\x1F\x8B";

// The largest window that `zstd` itself accepts without being told: 128 MiB.
constexpr int kMaxZstdWindowLog = 27;
// What RFC 8878 asks of a content coding: 8 MiB.
constexpr int kContentZstdWindowLog = 23;

[[noreturn]] void fail(const char* what, const char* reason) {
  throw base::Error(base::ErrorCode::kOperational, std::string("damaged ") + what + " data: " + reason);
}

// What is added to zlib's window bits for RFC 1952; without, it reads RFC 1950.
constexpr int kGzip = 16;
constexpr int kZlib = 0;

/// RFC 1952 (gzip) or RFC 1950 (zlib), any number of members.
class InflateDecompressor final : public Decompressor {
 public:
  explicit InflateDecompressor(int wrapper) : name_(wrapper == kGzip ? "gzip" : "zlib") {
    if (inflateInit2(&stream_, MAX_WBITS + wrapper) != Z_OK) fail(name_, "out of memory");
  }
  ~InflateDecompressor() override { inflateEnd(&stream_); }
  InflateDecompressor(const InflateDecompressor&) = delete;
  InflateDecompressor& operator=(const InflateDecompressor&) = delete;

  void run(std::string_view& input, std::string& output, std::size_t limit) override {
    const std::size_t before = output.size();
    output.resize(before + limit);
    std::size_t written = 0;
    try {
      while (written < limit && begin_member(input) && inflate_some(input, output, before, limit, written)) {
      }
    } catch (...) {
      output.resize(before + written);
      throw;
    }
    output.resize(before + written);
  }

  bool at_end() const override { return !in_member_; }

 private:
  /// False when there is nothing left that could be a member: tapes and block devices pad with zeros.
  bool begin_member(std::string_view& input) {
    if (in_member_) return true;
    input.remove_prefix(std::min(input.find_first_not_of('\0'), input.size()));
    if (input.empty()) return false;
    inflateReset(&stream_);
    in_member_ = true;
    return true;
  }

  /// False when nothing more comes of this input.
  bool inflate_some(std::string_view& input, std::string& output, std::size_t before, std::size_t limit,
                    std::size_t& written) {
    const std::size_t in_size = std::min(input.size(), kStep);
    const std::size_t out_size = std::min(limit - written, kStep);
    // zlib's interface predates const.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(in_size);
    stream_.next_out = reinterpret_cast<Bytef*>(output.data() + before + written);
    stream_.avail_out = static_cast<uInt>(out_size);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    const std::size_t taken = in_size - stream_.avail_in;
    const std::size_t made = out_size - stream_.avail_out;
    input.remove_prefix(taken);
    written += made;
    if (result == Z_STREAM_END) {
      in_member_ = false;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      fail(name_, stream_.msg != nullptr ? stream_.msg : "unreadable");
    }
    return taken != 0 || made != 0;
  }

  static constexpr std::size_t kStep = std::size_t{1} << 30;  // zlib counts in 32 bits

  const char* name_;
  z_stream stream_{};
  bool in_member_ = false;
};

/// RFC 8878, any number of frames.
class ZstdDecompressor final : public Decompressor {
 public:
  explicit ZstdDecompressor(int max_window_log) : context_(ZSTD_createDCtx(), &ZSTD_freeDCtx) {
    if (context_ == nullptr) fail("zstd", "out of memory");
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, max_window_log);
  }

  void run(std::string_view& input, std::string& output, std::size_t limit) override {
    const std::size_t before = output.size();
    output.resize(before + limit);
    ZSTD_outBuffer out{output.data() + before, limit, 0};
    std::size_t result = 0;
    std::size_t progress = 1;
    while (progress != 0 && out.pos < out.size && (!input.empty() || in_frame_)) {
      ZSTD_inBuffer in{input.data(), input.size(), 0};
      const std::size_t made = out.pos;
      result = ZSTD_decompressStream(context_.get(), &out, &in);
      if (ZSTD_isError(result) != 0) break;
      in_frame_ = result != 0;
      progress = in.pos + (out.pos - made);
      input.remove_prefix(in.pos);
    }
    output.resize(before + out.pos);
    if (ZSTD_isError(result) != 0) fail("zstd", ZSTD_getErrorName(result));
  }

  bool at_end() const override { return !in_frame_; }

 private:
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context_;
  bool in_frame_ = false;
};

}  // namespace

std::unique_ptr<Decompressor> make_decompressor(std::string_view head) {
  if (head.starts_with(kGzipMagic)) return std::make_unique<InflateDecompressor>(kGzip);
  if (head.starts_with(base::kZstdMagic)) return std::make_unique<ZstdDecompressor>(kMaxZstdWindowLog);
  return nullptr;
}

std::unique_ptr<Decompressor> make_content_decompressor(std::string_view coding) {
  if (coding == "gzip" || coding == "x-gzip") return std::make_unique<InflateDecompressor>(kGzip);
  if (coding == "deflate") return std::make_unique<InflateDecompressor>(kZlib);
  if (coding == "zstd") return std::make_unique<ZstdDecompressor>(kContentZstdWindowLog);
  return nullptr;
}

}  // namespace tracewh::decode
