#include "cli/duration_option.hpp"

#include "base/error.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

namespace tracewh::cli {

std::int64_t duration_option(const std::string& option, const std::string& text) {
  const auto nanoseconds = base::parse_duration(text);
  if (nanoseconds) return *nanoseconds;
  throw base::Error(base::ErrorCode::kUsage, fmt::format("{}: '{}' is not a duration", option, text),
                    "write it like 250ms, 10s, 1m30s or 3d");
}

}  // namespace tracewh::cli
