#pragma once

#include <string_view>

namespace tracewh::base {

/// The first bytes of a Zstandard frame (RFC 8878, section 3.1.1).
inline constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

}  // namespace tracewh::base
