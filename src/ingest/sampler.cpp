#include "ingest/sampler.hpp"

#include <xxhash.h>

#include <cmath>
#include <cstddef>

namespace tracewh::ingest {
namespace {

constexpr int kRandomBits = 56;
constexpr std::uint64_t kAllRandom = std::uint64_t{1} << kRandomBits;

std::uint64_t randomness(const model::TraceId& trace_id) {
  std::uint64_t bits = 0;
  for (std::size_t i = trace_id.bytes.size() - kRandomBits / 8; i < trace_id.bytes.size(); ++i) {
    bits = bits << 8 | trace_id.bytes[i];
  }
  if (bits >> (kRandomBits - 16) != 0) return bits;
  return XXH3_64bits(trace_id.bytes.data(), trace_id.bytes.size()) >> (64 - kRandomBits);
}

}  // namespace

Sampler::Sampler(double ratio)
    : threshold_(static_cast<std::uint64_t>(std::round((1 - ratio) * static_cast<double>(kAllRandom)))) {}

bool Sampler::chooses(const model::TraceId& trace_id) const { return randomness(trace_id) >= threshold_; }

}  // namespace tracewh::ingest
