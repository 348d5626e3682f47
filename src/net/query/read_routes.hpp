#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"
#include "query/catalogue.hpp"

#include <filesystem>
#include <vector>

namespace tracewh::net {

/// Everything that reads the database by HTTP, GET and HEAD alone: this program's own API with its
/// description, Jaeger's, Zipkin's, and at `/` the page that shows it. `readers` and `catalogue` must outlive
/// the routes.
std::vector<Route> read_routes(ReaderPool& readers, const std::filesystem::path& database,
                               const query::Catalogue& catalogue);

}  // namespace tracewh::net
