#include "cli/child_command.hpp"

#include "cli/ignored_signal.hpp"

#include <algorithm>
#include <cerrno>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tracewh::cli {
namespace {

// As shells have it.
constexpr int kNotFound = 127;
constexpr int kNotExecutable = 126;
constexpr int kSignalled = 128;

/// Pointers to the texts, and a null behind them, as execve() takes them.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// Gives the child the signals as this process got them itself.
class SpawnAttributes {
 public:
  explicit SpawnAttributes(const sigset_t& mask) {
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setsigmask(&attributes_, &mask);
    posix_spawnattr_setsigdefault(&attributes_, &defaults);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

}  // namespace

ChildCommand::ChildCommand() {
  // Whoever ignores it, has children disappear without a status.
  std::signal(SIGCHLD, SIG_DFL);
  sigemptyset(&signals_);
  for (const int signal : {SIGCHLD, SIGINT, SIGTERM, SIGQUIT, SIGUSR1, SIGUSR2}) sigaddset(&signals_, signal);
  if (!is_ignored(SIGHUP)) sigaddset(&signals_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

ChildCommand::~ChildCommand() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

CommandEnd ChildCommand::run(std::vector<std::string> command, std::vector<std::string> environment) const {
  if (const int signal = interruption_within(std::chrono::milliseconds(0)); signal > 0) {
    return {kSignalled + signal, 0};
  }
  const SpawnAttributes attributes(before_);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, command.front().c_str(), nullptr, attributes.get(),
                                    pointers(command).data(), pointers(environment).data());
  if (failed != 0) return {failed == ENOENT ? kNotFound : kNotExecutable, failed};
  return {wait_for(child), 0};
}

int ChildCommand::wait_for(pid_t child) const {
  for (;;) {
    siginfo_t signal{};
    if (::sigwaitinfo(&signals_, &signal) < 0) continue;
    if (signal.si_signo != SIGCHLD) {
      // What is typed at a terminal goes to the child as well.
      if (signal.si_code != SI_KERNEL) ::kill(child, signal.si_signo);
      continue;
    }
    int status = 0;
    if (::waitpid(child, &status, WNOHANG) != child) continue;
    return WIFSIGNALED(status) ? kSignalled + WTERMSIG(status) : WEXITSTATUS(status);
  }
}

int ChildCommand::interruption_within(std::chrono::milliseconds time) const {
  sigset_t ends = signals_;
  sigdelset(&ends, SIGCHLD);
  const timespec limit{time.count() / 1000, time.count() % 1000 * 1'000'000};
  return std::max(::sigtimedwait(&ends, nullptr, &limit), 0);
}

}  // namespace tracewh::cli
