#pragma once

#include "render/style.hpp"
#include "render/time_axis.hpp"

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace tracewh::render {

/// What one worker did when. Periods do not touch.
struct ChartLane {
  std::string worker_id;
  std::vector<Period> periods;  ///< by start; at least one
  std::uint64_t max_concurrency = 0;
};

/// Draws a line a lane, all on one axis of time: when the worker was busy, for how long, and how much it did
/// at once.
void write_lane_chart(std::span<const ChartLane> lanes, const Style& style, std::ostream& out);

}  // namespace tracewh::render
