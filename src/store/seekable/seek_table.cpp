#include "store/seekable/seek_table.hpp"

#include <zstd.h>

#include <algorithm>

// The last bytes of a file in the zstd seekable format; all integers are little-endian:
//
//   table  := 0x184D2A5E:u32 length:u32 entry* footer        length counts what follows it
//   entry  := compressed_size:u32 plain_size:u32 [checksum:u32]
//   footer := entries:u32 descriptor:u8 0x8F92EAB1:u32       descriptor: 0x80 entries have checksums,
//                                                            0x7C must be 0, 0x03 may be anything
//
// The frames that tracewh writes end with their checksum themselves, so its table holds none.

namespace tracewh::store {
namespace {

constexpr std::uint32_t kSkippableMagic = 0x184D2A5E;
constexpr std::uint32_t kSeekableMagic = 0x8F92EAB1;
constexpr std::size_t kHeaderBytes = 8;
constexpr unsigned kChecksums = 0x80;
constexpr unsigned kReserved = 0x7C;

// A terabyte of frames as tracewh makes them; keeps the table of a made-up file out of the memory.
constexpr std::uint32_t kMaxFrames = std::uint32_t{1} << 24;

std::uint32_t load(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

void store(std::string& bytes, std::uint64_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift & 0xFF);
}

unsigned descriptor_of(std::string_view footer) { return static_cast<unsigned char>(footer[4]); }

std::size_t entry_size(std::string_view footer) { return (descriptor_of(footer) & kChecksums) != 0 ? 12 : 8; }

bool is_acceptable(std::uint32_t size, std::uint32_t plain_size) {
  // A frame without content, such as a skippable one, is never read.
  return plain_size == 0 || (plain_size <= kMaxFrameBytes && size <= ZSTD_COMPRESSBOUND(kMaxFrameBytes));
}

}  // namespace

std::optional<std::uint64_t> seek_table_size(std::string_view footer) {
  if (footer.size() != kSeekTableFooterBytes || load(footer, 5) != kSeekableMagic ||
      (descriptor_of(footer) & kReserved) != 0 || load(footer, 0) > kMaxFrames) {
    return std::nullopt;
  }
  return kHeaderBytes + std::uint64_t{load(footer, 0)} * entry_size(footer) + kSeekTableFooterBytes;
}

std::optional<SeekTable> SeekTable::decode(std::string_view table, std::uint64_t frames_size) {
  if (table.size() < kHeaderBytes + kSeekTableFooterBytes) return std::nullopt;
  const std::string_view footer = table.substr(table.size() - kSeekTableFooterBytes);
  if (seek_table_size(footer) != table.size() || load(table, 0) != kSkippableMagic ||
      load(table, 4) != table.size() - kHeaderBytes) {
    return std::nullopt;
  }
  SeekTable result;
  result.bounds_.reserve(load(footer, 0) + std::size_t{1});
  const std::size_t end = table.size() - kSeekTableFooterBytes;
  for (std::size_t entry = kHeaderBytes; entry < end; entry += entry_size(footer)) {
    const std::uint32_t size = load(table, entry);
    const std::uint32_t plain_size = load(table, entry + 4);
    if (!is_acceptable(size, plain_size)) return std::nullopt;
    result.append(size, plain_size);
  }
  if (result.bounds_.back().compressed != frames_size) return std::nullopt;
  return result;
}

std::string SeekTable::encode() const {
  const std::size_t length = frame_count() * 8 + kSeekTableFooterBytes;
  std::string bytes;
  bytes.reserve(kHeaderBytes + length);
  store(bytes, kSkippableMagic);
  store(bytes, length);
  for (std::size_t i = 0; i < frame_count(); ++i) {
    store(bytes, frame(i).size);
    store(bytes, frame(i).plain_size);
  }
  store(bytes, frame_count());
  bytes += '\0';
  store(bytes, kSeekableMagic);
  return bytes;
}

void SeekTable::append(std::uint32_t size, std::uint32_t plain_size) {
  const Bound end = bounds_.back();
  bounds_.push_back({end.compressed + size, end.plain + plain_size});
}

std::size_t SeekTable::frame_at(std::uint64_t offset) const {
  const auto after = std::ranges::upper_bound(bounds_, offset, {}, &Bound::plain);
  return static_cast<std::size_t>(after - bounds_.begin()) - 1;
}

SeekTable::Frame SeekTable::frame(std::size_t number) const {
  const Bound& begin = bounds_[number];
  const Bound& end = bounds_[number + 1];
  return {begin.compressed, static_cast<std::size_t>(end.compressed - begin.compressed), begin.plain,
          static_cast<std::size_t>(end.plain - begin.plain)};
}

}  // namespace tracewh::store
