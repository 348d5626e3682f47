#include "base/arena.hpp"

#include <algorithm>
#include <cstdint>

namespace tracewh::base {
namespace {

// Chunks grow: a small trace or request wastes little, a batch needs few allocations.
constexpr std::size_t kFirstChunkBytes = std::size_t{4} * 1024;
constexpr std::size_t kChunkBytes = std::size_t{256} * 1024;

}  // namespace

char* Arena::take(std::size_t bytes) {
  bytes_ += bytes;
  return chunks_.emplace_back(new char[bytes]).get();
}

void Arena::add_chunk(std::size_t bytes) {
  chunk_bytes_ = std::clamp(2 * chunk_bytes_, kFirstChunkBytes, kChunkBytes);
  while (chunk_bytes_ < bytes) chunk_bytes_ *= 2;
  next_ = take(chunk_bytes_);
  left_ = chunk_bytes_;
}

char* Arena::allocate(std::size_t bytes, std::size_t alignment) {
  // What fills most of a chunk gets one of its own, so that the current chunk stays in use.
  if (bytes > kChunkBytes / 4) return take(bytes);
  std::size_t padding = -reinterpret_cast<std::uintptr_t>(next_) & (alignment - 1);
  if (padding + bytes > left_) {
    add_chunk(bytes);
    padding = 0;
  }
  char* const place = next_ + padding;
  next_ = place + bytes;
  left_ -= padding + bytes;
  return place;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* const place = allocate(text.size(), 1);
  std::memcpy(place, text.data(), text.size());
  return {place, text.size()};
}

}  // namespace tracewh::base
