#include "cli/browser.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

namespace tracewh::cli {
namespace {

#ifdef __APPLE__
constexpr const char* kOpener = "open";
#else
constexpr const char* kOpener = "xdg-open";
#endif

}  // namespace

bool open_in_browser(std::string url) {
  posix_spawn_file_actions_t files{};
  posix_spawn_file_actions_init(&files);
  // What browsers say is not for the terminal of this program.
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0);
  posix_spawnattr_t attributes{};
  posix_spawnattr_init(&attributes);
  // This program holds signals back that a browser must get.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::string command = kOpener;
  const std::array<char*, 3> arguments{command.data(), url.data(), nullptr};
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, kOpener, &files, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return failed == 0;
}

}  // namespace tracewh::cli
