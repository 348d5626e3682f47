#include "store/seekable/seekable_file.hpp"

#include "base/error.hpp"
#include "base/zstd_magic.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace tracewh::store {
namespace {

using base::Error, base::ErrorCode;

[[noreturn]] void fail_reading(const std::string& path) {
  throw Error(ErrorCode::kOperational, fmt::format("cannot read {}: {}", path, std::strerror(errno)));
}

[[noreturn]] void fail_damaged(const std::string& path, std::uint64_t offset) {
  throw Error(ErrorCode::kOperational, fmt::format("{} is damaged at byte {}", path, offset),
              "restore it from a copy, or move it away and ingest the files again");
}

}  // namespace

void SeekableFile::Free::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }

SeekableFile::SeekableFile(const std::filesystem::path& file)
    : path_(file.string()),
      descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)),
      table_(read_table()),
      decompressor_(ZSTD_createDCtx()) {
  if (decompressor_ == nullptr) throw std::bad_alloc();
}

SeekTable SeekableFile::read_table() {
  struct stat status {};
  if (descriptor_.get() < 0 || ::fstat(descriptor_.get(), &status) != 0) fail_reading(path_);
  const auto file_size = static_cast<std::uint64_t>(status.st_size);
  if (file_size >= kSeekTableFooterBytes) {
    std::string bytes(kSeekTableFooterBytes, '\0');
    read_compressed(file_size - bytes.size(), bytes);
    const auto table_size = seek_table_size(bytes);
    if (table_size && *table_size <= file_size) {
      bytes.resize(*table_size);
      read_compressed(file_size - bytes.size(), bytes);
      if (auto table = SeekTable::decode(bytes, file_size - bytes.size())) return *std::move(table);
    }
  }
  throw Error(ErrorCode::kOperational,
              fmt::format("{} is compressed, and its seek table is missing or damaged", path_),
              "restore it from a copy, or try whether zstd -d makes a database of it");
}

void SeekableFile::read_compressed(std::uint64_t offset, std::span<char> out) {
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t got =
        ::pread(descriptor_.get(), out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_reading(path_);
    if (got == 0) fail_damaged(path_, offset + done);
    done += static_cast<std::size_t>(got);
  }
}

void SeekableFile::load_frame(std::size_t number) {
  if (plain_frame_ == number) return;
  plain_frame_ = SIZE_MAX;
  const SeekTable::Frame frame = table_.frame(number);
  compressed_.resize(frame.size);
  read_compressed(frame.offset, compressed_);
  plain_.resize(frame.plain_size);
  const std::size_t size = ZSTD_decompressDCtx(decompressor_.get(), plain_.data(), plain_.size(),
                                               compressed_.data(), compressed_.size());
  if (ZSTD_isError(size) != 0 || size != frame.plain_size) fail_damaged(path_, frame.offset);
  plain_frame_ = number;
}

std::size_t SeekableFile::read(std::uint64_t offset, std::span<char> out) {
  std::size_t done = 0;
  while (done < out.size() && offset + done < size()) {
    const std::size_t number = table_.frame_at(offset + done);
    load_frame(number);
    const auto skipped = static_cast<std::size_t>(offset + done - table_.frame(number).plain_offset);
    const std::size_t taken = std::min(plain_.size() - skipped, out.size() - done);
    std::memcpy(out.data() + done, plain_.data() + skipped, taken);
    done += taken;
  }
  return done;
}

bool is_compacted(const std::filesystem::path& file) {
  const base::FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, base::kZstdMagic.size()> head{};
  return ::pread(descriptor.get(), head.data(), head.size(), 0) == static_cast<ssize_t>(head.size()) &&
         std::string_view(head.data(), head.size()) == base::kZstdMagic;
}

}  // namespace tracewh::store
