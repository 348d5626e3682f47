#pragma once

#include <string_view>

namespace tracewh::reference {

/// Whether `text` is of the pattern, in which `*` stands for any characters, `?` for one, `[…]` for one of a
/// set of characters and ranges, `[^…]` for one outside of it. Both are valid UTF-8.
bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace tracewh::reference
