#include <chrono>
#include <cstdio>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// `tracewh_measure REPORT COMMAND…` runs the command and writes to REPORT one line with its wall time in
/// milliseconds and its peak resident memory in KiB. Its exit code is that of the command.
int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: tracewh_measure REPORT COMMAND…\n", stderr);
    return 3;
  }
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) return 1;
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) return 1;
  const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
  std::FILE* report = std::fopen(argv[1], "w");
  if (report == nullptr) return 1;
  std::fprintf(report, "%.2f %ld\n", elapsed.count(), usage.ru_maxrss);
  std::fclose(report);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
