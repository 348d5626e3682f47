#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tracewh::render {

inline constexpr std::size_t kColumnGap = 2;

/// One column on its way to a width.
struct LayoutColumn {
  std::string name;       ///< as in the RowSet
  std::size_t width = 0;  ///< in cells; what the values need, then what they get
  std::size_t least = 0;  ///< what it can be shrunk to; equal to width when it cannot
  bool empty = false;     ///< no row has a value
  bool shown = true;
};

/// Shrinks and hides columns until they fit into `width` cells: those named by `gives_way` first, in its
/// order, then the rightmost. At least the first column that is not named stays.
void fit_columns(std::vector<LayoutColumn>& columns, std::size_t width,
                 std::span<const std::string> gives_way = {});

}  // namespace tracewh::render
