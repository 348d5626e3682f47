#pragma once

#include "query/catalogue.hpp"

#include <string>

namespace tracewh::net {

/// The description of read_routes() in OpenAPI 3.0, where each canned query has a path of its own with the
/// parameters that it takes.
std::string openapi_description(const query::Catalogue& catalogue);

}  // namespace tracewh::net
