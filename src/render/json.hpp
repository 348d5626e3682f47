#pragma once

#include "model/row_stream.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes one JSON array of flat objects, one object a line, members in the order of the columns:
/// durations and instants as integer nanoseconds, IDs hexadecimal, NULL as null.
void write_json(model::RowStream& rows, const Style& style, std::ostream& out);

/// Writes the same objects as JSON lines.
void write_jsonl(model::RowStream& rows, const Style& style, std::ostream& out);

}  // namespace tracewh::render
