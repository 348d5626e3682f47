#include "cli/live_trouble.hpp"

#include "base/time.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ostream>

namespace tracewh::cli {

void tell_of_damage(const ingest::LiveStatus& status, const std::string& database, std::ostream& err) {
  if (status.quarantined.empty()) return;
  err << fmt::format("tracewh: {} was damaged and is now {}\n", database, status.quarantined);
}

std::string trouble_of(const ingest::LiveStatus& status) {
  constexpr std::chrono::seconds kSendersWait{5};
  if (!status.trouble.empty() || status.busy < kSendersWait) return status.trouble;
  return fmt::format("the batches at hand have been being stored for {}, and {} wait",
                     base::format_duration(status.busy.count()), status.waiting.batches);
}

bool tell_of_losses(const ingest::LiveStatus& status, std::ostream& err) {
  if (status.failed_commits == 0 && status.trouble.empty()) return false;
  err << fmt::format("tracewh: not all spans could be stored{}{}\n", status.trouble.empty() ? "" : ": ",
                     status.trouble);
  return true;
}

}  // namespace tracewh::cli
