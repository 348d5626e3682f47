#include "store/write/readings.hpp"

#include <algorithm>

namespace tracewh::store {

void Readings::add(const Reading& reading) {
  complete_[{reading.offset, reading.digest}] |= reading.complete;
}

std::optional<std::uint64_t> Readings::next_offset(std::uint64_t least) const {
  const auto found = complete_.lower_bound({least, Digest{}});
  auto offset = found == complete_.end() ? std::nullopt : std::optional(found->first.first);
  const auto other = others_ == nullptr ? std::nullopt : others_->next_offset(least);
  if (!offset || !other) return offset ? offset : other;
  return std::min(*offset, *other);
}

std::optional<Reading> Readings::find(std::uint64_t offset, const Digest& digest) const {
  const auto other = others_ == nullptr ? std::nullopt : others_->find(offset, digest);
  const auto found = complete_.find({offset, digest});
  if (found == complete_.end()) return other;
  return Reading{offset, digest, found->second || (other && other->complete)};
}

}  // namespace tracewh::store
