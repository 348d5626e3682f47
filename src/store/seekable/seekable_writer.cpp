#include "store/seekable/seekable_writer.hpp"

#include "base/error.hpp"
#include "store/seekable/seek_table.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <future>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace tracewh::store {
namespace {

// A page of the database, so that no page costs more than itself. Frames of four pages would make the file
// 8 % smaller, and questions that read single pages twice as slow.
constexpr std::size_t kFrameBytes = std::size_t{16} << 10;

// What a thread compresses at once: long beside the start of a thread.
constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

struct CompressedChunk {
  struct Frame {
    std::uint32_t size;
    std::uint32_t plain_size;
  };
  std::string bytes;
  std::vector<Frame> frames;
};

CompressedChunk compress(const std::string& plain, int level) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  if (context == nullptr) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  CompressedChunk chunk;
  std::string frame(ZSTD_compressBound(kFrameBytes), '\0');
  for (std::size_t begin = 0; begin < plain.size(); begin += kFrameBytes) {
    const std::size_t plain_size = std::min(kFrameBytes, plain.size() - begin);
    const std::size_t size =
        ZSTD_compress2(context.get(), frame.data(), frame.size(), plain.data() + begin, plain_size);
    if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // the buffer is large enough, so nothing else
    chunk.bytes.append(frame, 0, size);
    chunk.frames.push_back({static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(plain_size)});
  }
  return chunk;
}

/// The next bytes of the file; none at its end.
std::string read_chunk(int source) {
  std::string bytes(kChunkBytes, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = ::read(source, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      throw base::Error(base::ErrorCode::kOperational,
                        fmt::format("cannot read the database: {}", std::strerror(errno)), "check the disk");
    }
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  return bytes;
}

void write_chunk(const CompressedChunk& chunk, ReplacementFile& target, SeekTable& table) {
  target.write(chunk.bytes);
  for (const auto& frame : chunk.frames) table.append(frame.size, frame.plain_size);
}

}  // namespace

void write_seekable(int source, ReplacementFile& target, int level, const OnBytesRead& on_bytes_read) {
  // One more than there are processors, so that none waits while this thread writes.
  const std::size_t max_chunks = std::max(2U, std::thread::hardware_concurrency()) + 1;
  std::deque<std::future<CompressedChunk>> chunks;
  SeekTable table;
  std::uint64_t bytes_read = 0;
  for (std::string plain = read_chunk(source); !plain.empty(); plain = read_chunk(source)) {
    bytes_read += plain.size();
    chunks.push_back(std::async(std::launch::async, compress, std::move(plain), level));
    if (chunks.size() == max_chunks) {
      write_chunk(chunks.front().get(), target, table);
      chunks.pop_front();
    }
    on_bytes_read(bytes_read);
  }
  for (auto& chunk : chunks) write_chunk(chunk.get(), target, table);
  target.write(table.encode());
}

}  // namespace tracewh::store
