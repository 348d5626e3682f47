#include "cli/progress.hpp"

#include "base/quantity.hpp"
#include "base/time.hpp"

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

void ProgressLine::update(const ingest::IngestStats& stats) {
  if (!is_due()) return;
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(stats.spans_read) / seconds());
  show(fmt::format("{}  {} spans  {} spans/s", base::format_bytes(static_cast<double>(stats.bytes)),
                   base::format_count(stats.spans_read), base::format_count(rate)),
       stats.bytes);
}

void ProgressLine::update(std::uint64_t bytes) {
  if (is_due()) show(base::format_bytes(static_cast<double>(bytes)), bytes);
}

bool ProgressLine::is_due() {
  const auto now = Clock::now();
  if (now - last_ < kInterval) return false;
  last_ = now;
  return true;
}

double ProgressLine::seconds() const { return std::chrono::duration<double>(last_ - begin_).count(); }

void ProgressLine::show(std::string line, std::uint64_t bytes) {
  shown_ = true;
  if (total_bytes_ > 0 && bytes > 0 && bytes <= total_bytes_) {
    const double done = static_cast<double>(bytes) / static_cast<double>(total_bytes_);
    const auto left = static_cast<std::int64_t>(seconds() * (1 - done) / done * 1e9);
    line += fmt::format("  {:.0f}%  {} left", done * 100, base::format_duration(left));
  }
  err_ << kClearLine << line << std::flush;
}

}  // namespace tracewh::cli
