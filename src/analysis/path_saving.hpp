#pragma once

#include "analysis/path_walk.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace tracewh::analysis {

/// How much shorter the path's root could be, at most, if everything of one key took no time: its segments,
/// but below each span no more than what ran beside that span leaves (its slack). `keys` are those of the
/// visits. Never more than the segments of the key together.
std::map<std::string, std::int64_t> path_savings(const PathWalk& walk, std::span<const std::string> keys);

}  // namespace tracewh::analysis
