#pragma once

#include <cstddef>
#include <string_view>

namespace tracewh::render {

/// Cells between columns.
inline constexpr std::size_t kGap = 2;

/// How wide the columns of a tree are that hold what spans are called and work on.
struct LabelWidths {
  std::size_t label = 0;
  std::size_t subject = 0;

  /// Makes room for these texts, but not for ones so long that they would push every figure off a wide
  /// screen.
  void include(std::string_view label_text, std::string_view subject_text);

  /// Makes the columns fit into a line beside its figures: cuts the subject to a third of what those leave,
  /// then the label to the rest.
  void shrink(std::size_t line_width, std::size_t figures);
};

}  // namespace tracewh::render
