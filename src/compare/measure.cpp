#include "compare/measure.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tracewh::compare {
namespace {

// In the order of Level.
constexpr std::array<std::string_view, 6> kLevels{"operation", "path", "task_type", "worker", "model", "run"};

}  // namespace

std::string_view level_name(Level level) { return kLevels[static_cast<std::size_t>(level)]; }

Level find_level(std::string_view name) {
  const auto* const found = std::ranges::find(kLevels, name);
  if (found != kLevels.end()) return static_cast<Level>(found - kLevels.begin());
  throw base::Error(base::ErrorCode::kUsage, fmt::format("there is no level '{}'", name),
                    fmt::format("levels are {}", fmt::join(kLevels, ", ")));
}

}  // namespace tracewh::compare
