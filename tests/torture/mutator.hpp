#pragma once

#include "bench/random.hpp"

#include <string>
#include <string_view>

namespace tracewh::torture {

/// Changes `bytes` in one to six places: bits flip, ranges are cut out, repeated, or come from `other`.
std::string mutate(std::string bytes, std::string_view other, bench::Random& random);

}  // namespace tracewh::torture
