#include "cli/io.hpp"

#include "base/number.hpp"
#include "cli/safe_stream.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <poll.h>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>

namespace tracewh::cli {
namespace {

constexpr std::size_t kDefaultWidth = 80;

std::size_t terminal_width(int descriptor) {
  // Shells set COLUMNS for programs that are run under another one, such as `watch`.
  if (const char* columns = std::getenv("COLUMNS")) {
    const auto width = base::parse_integer<std::uint16_t>(columns);
    if (width.value_or(0) > 0) return *width;
  }
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kDefaultWidth;
}

}  // namespace

Io standard_io() {
  static SafeStream err(std::cerr);
  const bool out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  return {std::cout,
          err,
          std::cerr,
          out_is_terminal,
          ::isatty(STDERR_FILENO) == 1,
          out_is_terminal ? terminal_width(STDOUT_FILENO) : 0};
}

Io on_standard_error(const Io& io) {
  return {io.drawn_err,       io.err,
          io.drawn_err,       io.err_is_terminal,
          io.err_is_terminal, io.err_is_terminal ? terminal_width(STDERR_FILENO) : 0};
}

bool output_is_closed() {
  pollfd output{STDOUT_FILENO, 0, 0};
  return ::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

}  // namespace tracewh::cli
