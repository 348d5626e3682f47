#pragma once

#include "model/row_stream.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes one line a row, fields separated by tabs, with a header. Values are exact; tabs, line feeds,
/// backslashes and control characters are escaped with a backslash.
void write_tsv(model::RowStream& rows, const Style& style, std::ostream& out);

}  // namespace tracewh::render
