#pragma once

#include "model/ids.hpp"

#include <cstdint>

namespace tracewh::ingest {

/// Chooses traces by their IDs alone, so that every process, every format and every span of a trace comes to
/// the same decision. Follows OpenTelemetry's consistent probability sampling: the rightmost 56 bits of a
/// trace ID are its randomness, and a trace is chosen when they reach the threshold.
///
/// The W3C flag that vouches for these bits is not asked, because most formats do not carry it and not all
/// spans of a trace have it. Instead, IDs whose bits do not look random, such as counters, are hashed: those
/// that begin with 16 zeros, one in 65,536 random ones.
class Sampler {
 public:
  /// `ratio` is between 0, nothing, and 1, everything.
  explicit Sampler(double ratio);

  bool chooses(const model::TraceId& trace_id) const;

 private:
  std::uint64_t threshold_;
};

}  // namespace tracewh::ingest
