#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"

#include <filesystem>
#include <vector>

namespace tracewh::net {

/// The HTTP API of Jaeger's query service, as its UI and Grafana use it, and its version 3. Answers are not
/// adjusted, with `raw` or without. `readers` must outlive the routes.
std::vector<Route> jaeger_routes(ReaderPool& readers, const std::filesystem::path& database);
std::vector<Route> jaeger_v3_routes(ReaderPool& readers, const std::filesystem::path& database);

}  // namespace tracewh::net
