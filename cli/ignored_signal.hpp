#pragma once

#include <csignal>

namespace tracewh::cli {

/// Whether the signal is ignored, as nohup has it for SIGHUP. A signal that is held back is not, so who holds
/// signals back must leave such ones out.
inline bool is_ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace tracewh::cli
