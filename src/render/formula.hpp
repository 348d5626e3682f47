#pragma once

#include <string>
#include <string_view>

namespace tracewh::render {

/// `text` for a cell of a spreadsheet: with an apostrophe before what would run as a formula.
std::string without_formula(std::string_view text);

}  // namespace tracewh::render
