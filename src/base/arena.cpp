#include "base/arena.hpp"

#include <cstring>

namespace tracewh::base {
namespace {

// Large enough that a batch needs few allocations, small enough that a small request wastes little.
constexpr std::size_t kChunkBytes = std::size_t{256} * 1024;

}  // namespace

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > left_) {
    // A text that fills most of a chunk gets one of its own, so that the current chunk stays in use.
    const bool alone = text.size() > kChunkBytes / 4;
    const std::size_t bytes = alone ? text.size() : kChunkBytes;
    char* chunk = chunks_.emplace_back(new char[bytes]).get();
    if (alone) {
      std::memcpy(chunk, text.data(), text.size());
      return {chunk, text.size()};
    }
    next_ = chunk;
    left_ = bytes;
  }
  std::memcpy(next_, text.data(), text.size());
  const std::string_view kept(next_, text.size());
  next_ += text.size();
  left_ -= text.size();
  return kept;
}

}  // namespace tracewh::base
