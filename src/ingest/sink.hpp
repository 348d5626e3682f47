#pragma once

#include "model/batch.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace tracewh::ingest {

/// What became of a batch that a sink accepted.
struct Commit {
  bool stored = false;
  std::string reason;  ///< why it was not stored, such as a full disk
};

enum class Acceptance {
  kAccepted,
  kBusy,    ///< what waits is at its limit; the sender should try again
  kClosed,  ///< shutting down
};

/// Takes batches of spans from receivers. Spans are durable once `done` was called with a commit that is
/// stored.
class Sink {
 public:
  virtual ~Sink() = default;

  /// Takes a batch that came in `bytes` bytes from the receiver of that name. `done` is called once, on any
  /// thread, and only for an accepted batch.
  virtual Acceptance submit(std::string_view receiver, model::Batch batch, std::size_t bytes,
                            std::function<void(const Commit&)> done) = 0;
};

}  // namespace tracewh::ingest
