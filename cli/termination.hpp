#pragma once

#include <chrono>
#include <csignal>

namespace tracewh::cli {

/// Holds SIGINT, SIGTERM and, unless it is ignored, SIGHUP back from all threads that are started during its
/// life, so that one thread can wait for them.
class Termination {
 public:
  Termination();
  /// A signal acts as usual again, one that is held back at once.
  ~Termination();
  Termination(const Termination&) = delete;
  Termination& operator=(const Termination&) = delete;

  /// Returns when one of the signals has come. A second one ends the process at once.
  void wait();

  /// The same for at most `time`; false when none came.
  bool wait_for(std::chrono::nanoseconds time);

 private:
  sigset_t signals_{};
  sigset_t before_{};
};

}  // namespace tracewh::cli
