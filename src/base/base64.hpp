#pragma once

#include <string>
#include <string_view>

namespace tracewh::base {

/// Appends the standard Base64 form (RFC 4648, section 4) of `bytes`, padded.
void append_base64(std::string& out, std::string_view bytes);

/// Appends the bytes that `text` encodes: standard or URL-safe alphabet, with or without padding.
/// False when it is anything else; `out` then ends in whatever was read.
bool append_from_base64(std::string& out, std::string_view text);

}  // namespace tracewh::base
