#include "render/lane_chart.hpp"

#include "base/saturate.hpp"
#include "base/time.hpp"
#include "render/line_writer.hpp"
#include "render/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tracewh::render {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kFigureWidth = 7;
/// As that of a timeline.
constexpr std::size_t kUnlimitedWidth = 120;

Period whole_time(std::span<const ChartLane> lanes) {
  Period whole = lanes.front().periods.front();
  for (const ChartLane& lane : lanes) {
    whole.from_ns = std::min(whole.from_ns, lane.periods.front().from_ns);
    whole.to_ns = std::max(whole.to_ns, lane.periods.back().to_ns);
  }
  return whole;
}

std::string label_of(const ChartLane& lane, const Style& style) {
  return lane.worker_id.empty() ? "(no worker)" : visible(lane.worker_id, style);
}

std::int64_t busy_ns(const ChartLane& lane) {
  std::int64_t sum_ns = 0;
  for (const auto& [from_ns, to_ns] : lane.periods) sum_ns = base::saturating_add(sum_ns, to_ns - from_ns);
  return sum_ns;
}

std::string concurrency_text(const ChartLane& lane, const Style& style) {
  if (lane.max_concurrency < 2) return {};
  return fmt::format("{}{}", style.utf8 ? "×" : "x", lane.max_concurrency);
}

}  // namespace

void write_lane_chart(std::span<const ChartLane> lanes, const Style& style, std::ostream& out) {
  if (lanes.empty()) return;
  const std::size_t width = style.width == 0 ? kUnlimitedWidth : style.width;
  std::size_t label = 0;
  for (const ChartLane& lane : lanes) label = std::max(label, display_width(label_of(lane, style)));
  label = std::min(label, width / 4);
  const std::size_t bar_at = label + kGap;
  const std::size_t beside = bar_at + 2 * (kGap + kFigureWidth);
  const std::size_t bar = width > beside ? width - beside : 1;
  const auto [from_ns, to_ns] = whole_time(lanes);
  const TimeAxis axis(from_ns, to_ns, bar, style);

  LineWriter line(style, out);
  line.left(0, base::format_instant(from_ns), Ink::kBold);
  line.end_line();
  line.left(bar_at, axis.scale(), Ink::kDim);
  line.right(bar_at + bar + kGap + kFigureWidth, "busy", Ink::kDim);
  line.right(bar_at + bar + 2 * (kGap + kFigureWidth), "at once", Ink::kDim);
  line.end_line();
  for (const ChartLane& lane : lanes) {
    line.left(0, fit(label_of(lane, style), label, style), Ink::kPlain);
    line.left(bar_at, axis.bars(lane.periods), Ink::kCyan);
    line.right(bar_at + bar + kGap + kFigureWidth, duration_text(busy_ns(lane), style), Ink::kPlain);
    line.right(bar_at + bar + 2 * (kGap + kFigureWidth), concurrency_text(lane, style), Ink::kPlain);
    line.end_line();
  }
}

}  // namespace tracewh::render
