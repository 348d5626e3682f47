#pragma once

#include <string_view>

namespace tracewh::base {

/// Whether all of `text` matches `glob`, in which `*` stands for any text and everything else for itself.
bool matches_glob(std::string_view glob, std::string_view text);

}  // namespace tracewh::base
