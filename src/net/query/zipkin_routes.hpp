#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"

#include <filesystem>
#include <vector>

namespace tracewh::net {

/// What Zipkin's HTTP API reads, version 2. Names are compared without regard to case, since Zipkin itself
/// has them in lower case. `readers` must outlive the routes.
std::vector<Route> zipkin_routes(ReaderPool& readers, const std::filesystem::path& database);

}  // namespace tracewh::net
