#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text of help in lines of at most 80 columns, broken between words.
namespace tracewh::cli {

/// Each line of `text` in lines that begin behind `margin` spaces. What an indented line goes on with is
/// indented further. Ends with a newline unless it is empty.
std::string wrapped(std::string_view text, std::size_t margin = 0);

/// A name, and behind `width` columns its description; below it when the name is too long.
std::string two_columns(const std::string& name, const std::string& description, std::size_t width);

}  // namespace tracewh::cli
