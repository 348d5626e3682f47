#pragma once

#include <string_view>

namespace tracewh::net {

/// Whether the field Authorization shows the token (RFC 6750).
bool shows_token(std::string_view authorization, std::string_view token);

}  // namespace tracewh::net
