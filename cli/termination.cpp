#include "cli/termination.hpp"

#include "cli/ignored_signal.hpp"

namespace tracewh::cli {

Termination::Termination() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  if (!is_ignored(SIGHUP)) sigaddset(&signals_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

Termination::~Termination() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void Termination::wait() {
  int signal = 0;
  sigwait(&signals_, &signal);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Termination::wait_for(std::chrono::nanoseconds time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  const timespec limit{seconds.count(), (time - seconds).count()};
  if (sigtimedwait(&signals_, nullptr, &limit) < 0) return false;
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  return true;
}

}  // namespace tracewh::cli
