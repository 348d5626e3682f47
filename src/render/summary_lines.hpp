#pragma once

#include "model/row_set.hpp"
#include "render/style.hpp"
#include "render/table_lines.hpp"

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>

namespace tracewh::render {

/// Writes traces one line each, as they come, in columns whose places are known before the first; they
/// change, below titles of their own, where an ID needs more room to be unique.
class SummaryLines {
 public:
  /// Writes the titles. `out` must outlive this.
  SummaryLines(const Style& style, std::ostream& out);

  /// Writes the traces of `rows`, which has the columns of the query `traces`, and `state`; one that is not
  /// complete says so in place of its status.
  void write(const model::RowSet& rows);

 private:
  void write_head();
  void make_room(const std::string& id);

  Style style_;
  std::ostream& out_;
  std::size_t id_width_;
  std::optional<TableLines> table_;
};

}  // namespace tracewh::render
