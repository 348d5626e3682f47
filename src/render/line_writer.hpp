#pragma once

#include "render/style.hpp"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

namespace tracewh::render {

/// Writes lines with text at given cells. No line ends in spaces.
class LineWriter {
 public:
  /// `out` must outlive the writer.
  LineWriter(const Style& style, std::ostream& out) : style_(style), out_(out) {}

  /// Writes `text` at `cell`, or a little behind the text before it when that reaches further.
  void left(std::size_t cell, std::string_view text, Ink ink);

  /// Writes `text` so that it ends before cell `end`, as far as there is room.
  void right(std::size_t end, std::string_view text, Ink ink);

  void end_line();

 private:
  void put(std::size_t cell, std::string_view text, std::size_t width, Ink ink);

  Style style_;
  std::ostream& out_;
  std::string line_;  // as far as it was written; it goes out as a whole
  std::size_t used_ = 0;
};

}  // namespace tracewh::render
