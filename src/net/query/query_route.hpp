#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"
#include "query/catalogue.hpp"

#include <filesystem>

namespace tracewh::net {

/// `GET /api/tracewh/query/{name}`: the rows of a canned query, as `tracewh query NAME --format json` prints
/// them. The query string gives its parameters by their names, and `attr` any number of times. `readers` and
/// `catalogue` must outlive the route.
Route query_route(ReaderPool& readers, std::filesystem::path database, const query::Catalogue& catalogue);

}  // namespace tracewh::net
