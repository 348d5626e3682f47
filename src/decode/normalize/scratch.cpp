#include "decode/normalize/scratch.hpp"

#include <algorithm>
#include <cstring>

namespace tracewh::decode {
namespace {

// Holds the odd text of an ordinary span; one that needs more pays for an allocation.
constexpr std::size_t kChunkBytes = std::size_t{64} << 10;

}  // namespace

std::string_view Scratch::copy(std::string_view text) {
  if (text.empty()) return {};
  if (chunks_.empty() || chunks_.back().size - used_ < text.size()) {
    const std::size_t size = std::max(kChunkBytes, text.size());
    chunks_.push_back({std::unique_ptr<char[]>(new char[size]), size});
    used_ = 0;
  }
  char* const place = chunks_.back().bytes.get() + used_;
  std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  return {place, text.size()};
}

void Scratch::clear() {
  used_ = 0;
  if (chunks_.size() > 1) chunks_.resize(1);
  if (!chunks_.empty() && chunks_.front().size > kChunkBytes) chunks_.clear();
}

}  // namespace tracewh::decode
