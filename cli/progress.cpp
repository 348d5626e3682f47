#include "cli/progress.hpp"

#include "base/time.hpp"
#include "cli/numbers.hpp"

#include <fmt/format.h>

namespace tracewh::cli {
namespace {

constexpr std::chrono::milliseconds kInterval{100};
constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(std::ostream& err, std::uint64_t total_bytes)
    : err_(err), total_bytes_(total_bytes) {}

ProgressLine::~ProgressLine() {
  if (shown_) err_ << kClearLine << std::flush;
}

void ProgressLine::update(const ingest::Totals& totals) {
  const auto now = Clock::now();
  if (now - last_ < kInterval) return;
  last_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::string line =
      fmt::format("{}  {} spans  {} spans/s", format_bytes(totals.bytes), format_count(totals.spans_read),
                  format_count(static_cast<std::uint64_t>(static_cast<double>(totals.spans_read) / seconds)));
  if (total_bytes_ > 0 && totals.bytes > 0 && totals.bytes <= total_bytes_) {
    const double done = static_cast<double>(totals.bytes) / static_cast<double>(total_bytes_);
    const auto left = static_cast<std::int64_t>(seconds * (1 - done) / done * 1e9);
    line += fmt::format("  {:.0f}%  {} left", done * 100, base::format_duration(left));
  }
  err_ << kClearLine << line << std::flush;
}

}  // namespace tracewh::cli
