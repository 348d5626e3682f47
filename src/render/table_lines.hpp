#pragma once

#include "render/cells.hpp"
#include "render/line_writer.hpp"
#include "render/table_layout.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace tracewh::render {

/// Writes the lines of a table whose columns have their places.
class TableLines {
 public:
  /// Both lists tell of the same columns. `out` must outlive this.
  TableLines(std::vector<Column> columns, std::vector<LayoutColumn> layout, const Style& style,
             std::ostream& out);

  /// The titles and the rule below them.
  void write_head();

  /// A text for each column, safe for a terminal; cut to its place unless nothing needs to be cut.
  void write(const std::vector<std::string>& texts);

 private:
  /// `ink_of` tells the ink of a column.
  template <typename InkOf>
  void write_cells(const std::vector<std::string>& texts, InkOf ink_of);

  std::vector<Column> columns_;
  std::vector<LayoutColumn> layout_;
  Style style_;
  LineWriter line_;
  std::string cut_;  // the text that is written, where it had to be cut
};

}  // namespace tracewh::render
