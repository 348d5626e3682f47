#include "cli/bus_error.hpp"

#include "cli/exit_code.hpp"

#include <csignal>
#include <string_view>
#include <unistd.h>

namespace tracewh::cli {
namespace {

/// Nothing more is allowed in a signal handler.
void tell_and_end(int /*signal*/) {
  constexpr std::string_view kMessage =
      "tracewh: the database is damaged: it was truncated, or its disk failed, while it was read\n"
      "  restore it from a copy, or ingest the files anew\n";
  (void)!::write(STDERR_FILENO, kMessage.data(), kMessage.size());
  ::_exit(exit_code::kOperational);
}

}  // namespace

void tell_of_bus_errors() { std::signal(SIGBUS, tell_and_end); }

}  // namespace tracewh::cli
