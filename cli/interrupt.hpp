#pragma once

#include <atomic>

namespace tracewh::cli {

/// Turns SIGINT and SIGTERM into a flag for as long as it lives, so that work can be committed first. A
/// second signal ends the process at once.
class InterruptFlag {
 public:
  InterruptFlag();
  ~InterruptFlag();
  InterruptFlag(const InterruptFlag&) = delete;
  InterruptFlag& operator=(const InterruptFlag&) = delete;

  const std::atomic<bool>& get() const;
};

}  // namespace tracewh::cli
