#pragma once

#include "model/row_set.hpp"
#include "render/style.hpp"
#include "render/table_lines.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes traces one line each, as they come, in columns whose places are known before the first.
class SummaryLines {
 public:
  /// Writes the titles. `out` must outlive this.
  SummaryLines(const Style& style, std::ostream& out);

  /// Writes the traces of `rows`, which has the columns of the query `traces`, and `state`; one that is not
  /// complete says so in place of its status.
  void write(const model::RowSet& rows);

 private:
  Style style_;
  TableLines table_;
};

}  // namespace tracewh::render
