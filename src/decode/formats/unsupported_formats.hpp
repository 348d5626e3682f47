#pragma once

#include <string_view>

namespace tracewh::decode {

/// Why a stream that begins with `head`, which no format recognises, cannot be read: a clause that says what
/// it is and what to do instead. Empty when nothing is known about it. Pure.
std::string_view unsupported_reason(std::string_view head);

}  // namespace tracewh::decode
