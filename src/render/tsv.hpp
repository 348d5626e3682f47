#pragma once

#include "model/row_stream.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes one line a row, fields separated by tabs, with a header. Values are exact but for two
/// things: text that a spreadsheet would run as a formula begins with an apostrophe, and tabs, line feeds,
/// backslashes and control characters are escaped with a backslash.
void write_tsv(model::RowStream& rows, const Style& style, std::ostream& out);

}  // namespace tracewh::render
