#pragma once

#include "model/row_stream.hpp"
#include "render/style.hpp"

#include <iosfwd>
#include <span>

namespace tracewh::render {

/// Writes one RFC 4180 record, ended by a line feed. Numbers and text are exact but for two things: text that
/// a spreadsheet would run as a formula begins with an apostrophe, and control characters other than tab and
/// line feed are escaped visibly.
void write_csv_record(std::span<const model::Value> values, std::ostream& out);

/// Writes a header and a record for each row.
void write_csv(model::RowStream& rows, const Style& style, std::ostream& out);

}  // namespace tracewh::render
