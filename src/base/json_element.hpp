#pragma once

#include <cstddef>
#include <string_view>

namespace tracewh::base {

/// The text of the element at `index` of a JSON array as json_text.hpp writes them, without white space;
/// empty when the array is shorter. Reads no further than that element, and never beyond `array`, whatever it
/// holds.
std::string_view json_element(std::string_view array, std::size_t index);

}  // namespace tracewh::base
