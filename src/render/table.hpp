#pragma once

#include "model/row_stream.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes rows for people, in columns as wide as the values of the first rows (kDescribedRows). Where the
/// style has a width, the table is made to fit: empty columns go, long text is cut, then the least important
/// columns go, and a last line names them.
void write_table(model::RowStream& rows, const Style& style, std::ostream& out);

}  // namespace tracewh::render
