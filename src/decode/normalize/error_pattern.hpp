#pragma once

#include <string>
#include <string_view>

namespace tracewh::decode {

/// The message of a failure without what differs from time to time: at most its first 200 characters, with
/// `#` for each run of digits and for each word of hexadecimal digits that holds one. Messages that are alike
/// in this are counted together.
std::string error_pattern(std::string_view message);

}  // namespace tracewh::decode
