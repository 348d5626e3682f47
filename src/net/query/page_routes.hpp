#pragma once

#include "net/http/routes.hpp"

#include <vector>

namespace tracewh::net {

/// The page at `/` and the files that it loads. Span data never is among them: the page asks the API.
std::vector<Route> page_routes();

}  // namespace tracewh::net
