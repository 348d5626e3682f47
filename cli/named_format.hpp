#pragma once

#include "base/closest_word.hpp"
#include "base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::cli {

/// The one of `formats` that `option` names. Throws base::Error (usage) that suggests what was meant, or
/// tells what there is.
template <typename Format>
const Format& named_format(std::span<const Format> formats, std::string_view option, std::string_view name) {
  const auto found = std::ranges::find(formats, name, &Format::name);
  if (found != formats.end()) return *found;
  std::vector<std::string> names;
  for (const Format& format : formats) names.emplace_back(format.name);
  throw base::Error(base::ErrorCode::kUsage, fmt::format("{}: there is no format '{}'", option, name),
                    base::did_you_mean(name, names, fmt::format("formats are: {}", fmt::join(names, " "))));
}

}  // namespace tracewh::cli
