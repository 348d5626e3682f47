#pragma once

#include "model/row_set.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes RFC 4180 records, ended by a line feed, with a header. Numbers and text are exact but for two
/// things: text that a spreadsheet would run as a formula begins with an apostrophe, and control
/// characters other than tab and line feed are escaped visibly.
void write_csv(const model::RowSet& rows, const Style& style, std::ostream& out);

}  // namespace tracewh::render
