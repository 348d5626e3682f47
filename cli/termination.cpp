#include "cli/termination.hpp"

namespace tracewh::cli {

Termination::Termination() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

Termination::~Termination() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void Termination::wait() {
  int signal = 0;
  sigwait(&signals_, &signal);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace tracewh::cli
