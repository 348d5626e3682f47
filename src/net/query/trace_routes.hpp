#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"
#include "query/catalogue.hpp"

#include <filesystem>
#include <vector>

namespace tracewh::net {

/// What the command line shows of traces, in its own JSON; `flat` as there. `readers` and `catalogue` must
/// outlive the routes.
/// - `/api/tracewh/trace/{id}`: `tracewh trace ID --format json`, or by columns
/// - `/api/tracewh/span/{trace}/{span}`: `tracewh trace ID --span ID --format json`, one span
/// - `/api/tracewh/tree`: `tracewh tree --query NAME --format json`, of the newest traces unless a query is
///   named by `query`
std::vector<Route> trace_routes(ReaderPool& readers, const std::filesystem::path& database,
                                const query::Catalogue& catalogue);

}  // namespace tracewh::net
