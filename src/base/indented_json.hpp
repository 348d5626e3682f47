#pragma once

#include <string>
#include <string_view>

namespace tracewh::base {

/// JSON text with a line for each value, indented by four blanks a level.
std::string indented_json(std::string_view json);

}  // namespace tracewh::base
