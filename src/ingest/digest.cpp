#include "ingest/digest.hpp"

#include <xxhash.h>

#include <algorithm>

namespace tracewh::ingest {

void RunningDigest::Free::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }

RunningDigest::RunningDigest() : state_(XXH3_createState()) { XXH3_128bits_reset(state_.get()); }

void RunningDigest::update(std::string_view bytes) {
  XXH3_128bits_update(state_.get(), bytes.data(), bytes.size());
}

store::Digest RunningDigest::value() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_.get()));
  store::Digest digest{};
  std::copy_n(canonical.digest, digest.size(), digest.begin());
  return digest;
}

}  // namespace tracewh::ingest
