#pragma once

#include "render/line_writer.hpp"
#include "render/outline.hpp"
#include "render/style.hpp"

#include <cstddef>
#include <string>

namespace tracewh::render {

/// Writes what is to be noted of a line of a tree behind its first `used` cells, or, where it does not fit,
/// below the line.
void write_notes(const std::string& notes, const OutlineLine& outline, std::size_t used, const Style& style,
                 LineWriter& line);

}  // namespace tracewh::render
