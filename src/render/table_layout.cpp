#include "render/table_layout.hpp"

#include <algorithm>

namespace tracewh::render {
namespace {

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

LayoutColumn* next_to_hide(std::vector<LayoutColumn>& columns, std::span<const std::string> gives_way) {
  if (std::ranges::count(columns, true, &LayoutColumn::shown) <= 1) return nullptr;
  for (const std::string& name : gives_way) {
    const auto found = std::ranges::find_if(
        columns, [&](const LayoutColumn& column) { return column.shown && column.name == name; });
    if (found != columns.end()) return &*found;
  }
  return &*std::find_if(columns.rbegin(), columns.rend(), [](const auto& column) { return column.shown; });
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

void fit_columns(std::vector<LayoutColumn>& columns, std::size_t width,
                 std::span<const std::string> gives_way) {
  if (columns.empty()) return;
  const auto fits = [&](auto width_of) { return total_width(columns, width_of) <= width; };
  if (fits([](const LayoutColumn& column) { return column.width; })) return;
  for (LayoutColumn& column : columns) {
    column.shown = !column.empty;
    // A trace ID is of use whole or as a short prefix; anything between only takes room.
    if (column.name == "trace_id") column.width = column.least;
  }
  if (std::ranges::none_of(columns, &LayoutColumn::shown)) columns.front().shown = true;
  while (!fits([](const LayoutColumn& column) { return column.least; })) {
    LayoutColumn* column = next_to_hide(columns, gives_way);
    if (column == nullptr) break;
    column->shown = false;
  }
  for (LayoutColumn& column : columns) column.width = std::min(column.width, std::max(width, column.least));
  shrink(columns, width);
}

}  // namespace tracewh::render
