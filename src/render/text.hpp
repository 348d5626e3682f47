#pragma once

#include "render/style.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace tracewh::render {

/// `text` as it may go to a terminal: on one line, with everything that could steer the terminal or
/// mislead the reader escaped visibly.
std::string visible(std::string_view text, const Style& style);
void append_visible(std::string& out, std::string_view text, const Style& style);

/// Cells that `text` takes on a terminal: 2 for East Asian wide characters and emoji, 0 for combining ones.
std::size_t display_width(std::string_view text);

/// `text`, cut to at most `width` cells with an ellipsis.
std::string fit(std::string_view text, std::size_t width, const Style& style);

/// A trace ID as short as the style allows.
std::string short_trace_id(const std::string& id, const Style& style);

/// The ellipsis of the style.
std::string_view ellipsis(const Style& style);

}  // namespace tracewh::render
