#pragma once

#include "net/http/routes.hpp"

#include <string>

namespace tracewh::net {

/// Where a page shows the token, once, and gets the cookie that stands for it. No script can read that, and
/// no other site makes a browser send it. `secure` keeps it to TLS.
Route session_route(const std::string& token, bool secure);

}  // namespace tracewh::net
