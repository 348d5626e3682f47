#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tracewh::render {

inline constexpr std::size_t kColumnGap = 2;

/// Digits of a prefix that names a trace uniquely among billions.
inline constexpr std::size_t kShortTraceId = 12;

/// One column on its way to a width.
struct LayoutColumn {
  std::string name;       ///< as in the RowSet
  std::size_t width = 0;  ///< in cells; what the values need, then what they get
  std::size_t least = 0;  ///< what it can be shrunk to; equal to width when it cannot
  bool empty = false;     ///< no row has a value
  bool shown = true;
};

/// Shrinks and hides columns until they fit into `width` cells. At least the first column stays.
void fit_columns(std::vector<LayoutColumn>& columns, std::size_t width);

}  // namespace tracewh::render
