#include "render/time_axis.hpp"

#include "render/text.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace tracewh::render {
namespace {

/// Cells that one figure of the scale needs to stand clear of the next.
constexpr std::size_t kCellsPerTick = 12;

void repeat(std::string& text, std::string_view part, std::size_t times) {
  for (std::size_t i = 0; i < times; ++i) text += part;
}

}  // namespace

TimeAxis::TimeAxis(std::int64_t start_ns, std::int64_t end_ns, std::size_t width, const Style& style)
    : start_ns_(start_ns),
      end_ns_(end_ns),
      length_ns_(static_cast<double>(end_ns) - static_cast<double>(start_ns)),
      width_(std::max<std::size_t>(width, 1)),
      style_(style) {}

std::string TimeAxis::scale() const {
  const std::size_t ticks = std::clamp<std::size_t>(width_ / kCellsPerTick, 1, 4);
  std::string line = "0";
  for (std::size_t tick = 1; tick <= ticks; ++tick) {
    const double at_ns = length_ns_ * static_cast<double>(tick) / static_cast<double>(ticks);
    const std::string figure = duration_text(std::llround(std::min(at_ns, 9.2e18)), style_);
    const std::size_t right_edge = width_ * tick / ticks;
    const std::size_t taken = display_width(line) + display_width(figure);
    if (taken >= right_edge) continue;
    line += std::string(right_edge - taken, ' ') + figure;
  }
  return line;
}

std::size_t TimeAxis::half_cells(std::int64_t at_ns) const {
  if (length_ns_ <= 0) return 0;
  const double part = (static_cast<double>(at_ns) - static_cast<double>(start_ns_)) / length_ns_;
  return static_cast<std::size_t>(std::lround(std::clamp(part, 0.0, 1.0) * static_cast<double>(width_ * 2)));
}

std::string TimeAxis::bar(std::int64_t from_ns, std::int64_t to_ns) const {
  const std::size_t from = std::min(half_cells(from_ns), width_ * 2 - 1);
  const std::size_t to = std::max(half_cells(to_ns), from);
  std::string line(from / 2, ' ');
  if (!style_.utf8) {
    repeat(line, "=", std::max<std::size_t>((to + 1) / 2 - from / 2, 1));
    return line;
  }
  if (to == from) return line + (from % 2 == 0 ? "▏" : "▕");
  std::size_t full_from = from;
  if (from % 2 == 1) {
    line += "▐";
    ++full_from;
  }
  repeat(line, "█", (to - std::min(to, full_from)) / 2);
  if (to > full_from && (to - full_from) % 2 == 1) line += "▌";
  return line;
}

std::string TimeAxis::bars(std::span<const Period> periods) const {
  std::vector<bool> taken(width_ * 2);
  for (const auto& [from_ns, to_ns] : periods) {
    const std::size_t from = std::min(half_cells(from_ns), taken.size() - 1);
    const std::size_t to = std::max(half_cells(to_ns), from + 1);
    std::fill(taken.begin() + static_cast<std::ptrdiff_t>(from),
              taken.begin() + static_cast<std::ptrdiff_t>(to), true);
  }
  std::string line;
  for (std::size_t cell = 0; cell < width_; ++cell) {
    const bool left = taken[cell * 2];
    const bool right = taken[cell * 2 + 1];
    if (!left && !right) {
      line += ' ';
    } else if (!style_.utf8) {
      line += '=';
    } else {
      line += left && right ? "█" : left ? "▌" : "▐";
    }
  }
  return line;
}

std::string TimeAxis::light_bar(std::int64_t from_ns, std::int64_t to_ns) const {
  const std::size_t from = std::min(half_cells(from_ns) / 2, width_ - 1);
  const std::size_t to = std::max((half_cells(to_ns) + 1) / 2, from + 1);
  std::string line(from, ' ');
  repeat(line, style_.utf8 ? "░" : "-", to - from);
  return line;
}

}  // namespace tracewh::render
