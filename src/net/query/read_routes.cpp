#include "net/query/read_routes.hpp"

#include "net/http/media_types.hpp"
#include "net/query/comparison_route.hpp"
#include "net/query/database_route.hpp"
#include "net/query/jaeger_routes.hpp"
#include "net/query/openapi.hpp"
#include "net/query/page_routes.hpp"
#include "net/query/query_route.hpp"
#include "net/query/trace_routes.hpp"
#include "net/query/zipkin_routes.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace tracewh::net {
namespace {

Route description_route(const query::Catalogue& catalogue) {
  const Response response{200, std::string(kJson), openapi_description(catalogue), {}};
  return {"GET", "/api/tracewh/openapi.json", {}, [response](const Request&, const Respond& respond) {
            respond(response);
          }};
}

}  // namespace

std::vector<Route> read_routes(ReaderPool& readers, const std::filesystem::path& database,
                               const query::Catalogue& catalogue) {
  std::vector<Route> routes{query_route(readers, database, catalogue)};
  for (auto more : {trace_routes(readers, database, catalogue), jaeger_routes(readers, database),
                    jaeger_v3_routes(readers, database), zipkin_routes(readers, database), page_routes()}) {
    std::ranges::move(more, std::back_inserter(routes));
  }
  routes.push_back(database_route(readers, database));
  routes.push_back(comparison_route(readers, database));
  routes.push_back(description_route(catalogue));
  return routes;
}

}  // namespace tracewh::net
