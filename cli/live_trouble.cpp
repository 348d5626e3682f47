#include "cli/live_trouble.hpp"

#include <fmt/format.h>

#include <ostream>

namespace tracewh::cli {

void tell_of_damage(const ingest::LiveStatus& status, const std::string& database, std::ostream& err) {
  if (status.quarantined.empty()) return;
  err << fmt::format("tracewh: {} was damaged and is now {}\n", database, status.quarantined);
}

bool tell_of_losses(const ingest::LiveStatus& status, std::ostream& err) {
  if (status.failed_commits == 0 && status.trouble.empty()) return false;
  err << fmt::format("tracewh: not all spans could be stored{}{}\n", status.trouble.empty() ? "" : ": ",
                     status.trouble);
  return true;
}

}  // namespace tracewh::cli
