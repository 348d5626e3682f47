#pragma once

#include <chrono>
#include <csignal>
#include <string>
#include <vector>

namespace tracewh::cli {

/// How a command ended.
struct CommandEnd {
  int status = 0;  ///< as shells tell it: 128 and its number for a signal; 127 for no such command, else 126
  int not_started = 0;  ///< the errno when it could not be started
};

/// Runs a command as a child, which gets the signals that are meant for it.
class ChildCommand {
 public:
  /// Holds SIGCHLD and the signals that are passed on back from all threads that are started during its life.
  ChildCommand();
  ~ChildCommand();
  ChildCommand(const ChildCommand&) = delete;
  ChildCommand& operator=(const ChildCommand&) = delete;

  /// Runs a command, found along PATH, with an environment of `NAME=VALUE`, to its end. One that a signal
  /// came before ends so at once.
  CommandEnd run(std::vector<std::string> command, std::vector<std::string> environment) const;

  /// Waits that long, or until a signal comes; its number, 0 when none came.
  int interruption_within(std::chrono::milliseconds time) const;

 private:
  int wait_for(pid_t child) const;

  sigset_t signals_{};
  sigset_t before_{};
};

}  // namespace tracewh::cli
