#include "render/table_layout.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tracewh::render {
namespace {

/// What a reader misses least, first to go first; after them the rightmost column.
constexpr std::array<std::string_view, 10> kDispensable{
    "parent_span_id", "span_id",    "task_id",   "role",     "service",
    "start_ns",       "capability", "task_type", "priority", "task_name"};

template <typename Width>
std::size_t total_width(const std::vector<LayoutColumn>& columns, Width width_of) {
  std::size_t total = 0;
  std::size_t shown = 0;
  for (const LayoutColumn& column : columns) {
    if (!column.shown) continue;
    total += width_of(column);
    ++shown;
  }
  return total + (shown > 1 ? (shown - 1) * kColumnGap : 0);
}

LayoutColumn* next_to_hide(std::vector<LayoutColumn>& columns) {
  for (const std::string_view name : kDispensable) {
    const auto found = std::ranges::find_if(
        columns, [&](const LayoutColumn& column) { return column.shown && column.name == name; });
    if (found != columns.end() && found != columns.begin()) return &*found;
  }
  const auto last =
      std::find_if(columns.rbegin(), columns.rend(), [](const auto& column) { return column.shown; });
  return last == columns.rend() || &*last == &columns.front() ? nullptr : &*last;
}

/// Takes the cells that are too many from the widest column that can still give, one at a time.
void shrink(std::vector<LayoutColumn>& columns, std::size_t width) {
  std::size_t total = total_width(columns, [](const LayoutColumn& column) { return column.width; });
  const auto can_give = [](const LayoutColumn& column) {
    return column.shown && column.width > column.least ? column.width : 0;
  };
  for (; total > width; --total) {
    const auto widest = std::ranges::max_element(columns, {}, can_give);
    if (can_give(*widest) == 0) return;
    --widest->width;
  }
}

}  // namespace

void fit_columns(std::vector<LayoutColumn>& columns, std::size_t width) {
  if (columns.empty()) return;
  const auto fits = [&](auto width_of) { return total_width(columns, width_of) <= width; };
  if (fits([](const LayoutColumn& column) { return column.width; })) return;
  for (LayoutColumn& column : columns) {
    column.shown = !column.empty;
    // A trace ID is of use whole or as a short prefix; anything between only takes room.
    if (column.name == "trace_id") column.width = column.least;
  }
  columns.front().shown = true;
  while (!fits([](const LayoutColumn& column) { return column.least; })) {
    LayoutColumn* column = next_to_hide(columns);
    if (column == nullptr) break;
    column->shown = false;
  }
  for (LayoutColumn& column : columns) column.width = std::min(column.width, std::max(width, column.least));
  shrink(columns, width);
}

}  // namespace tracewh::render
