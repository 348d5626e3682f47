#pragma once

#include "model/row_stream.hpp"
#include "render/style.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Writes a GitHub-flavoured Markdown table for people: human units, and nothing in a value acts as markup.
void write_markdown(model::RowStream& rows, const Style& style, std::ostream& out);

}  // namespace tracewh::render
