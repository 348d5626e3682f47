#include "cli/duration_option.hpp"

#include "base/error.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

namespace tracewh::cli {

std::int64_t duration_option(const std::string& option, const std::string& text) {
  const auto nanoseconds = base::parse_duration(text);
  if (nanoseconds) return *nanoseconds;
  throw base::Error(base::ErrorCode::kUsage, fmt::format("{}: '{}' is not a duration", option, text),
                    "write it like 250ms, 10s or 1m30s");
}

std::chrono::milliseconds lock_timeout_option(const std::string& text) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::nanoseconds(duration_option("--lock-timeout", text)));
}

}  // namespace tracewh::cli
