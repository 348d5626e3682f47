#include "net/query/read_routes.hpp"

#include "net/http/media_types.hpp"
#include "net/query/jaeger_routes.hpp"
#include "net/query/openapi.hpp"
#include "net/query/query_route.hpp"
#include "net/query/trace_routes.hpp"
#include "net/query/zipkin_routes.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace tracewh::net {
namespace {

/// Always the same.
Route fixed_route(std::string_view path, std::string_view media_type, std::string body) {
  const Response response{200, std::string(media_type), std::move(body), {}};
  return {"GET", path, {}, [response](const Request&, const Respond& respond) { respond(response); }};
}

std::string list_of(const std::vector<Route>& routes) {
  std::string text = "tracewh: traces, read-only\n\n";
  for (const Route& route : routes) text += "GET " + std::string(route.path) + '\n';
  return text + "\n/api/tracewh/openapi.json describes them.\n";
}

}  // namespace

std::vector<Route> read_routes(ReaderPool& readers, const std::filesystem::path& database,
                               const query::Catalogue& catalogue) {
  std::vector<Route> routes{query_route(readers, database, catalogue)};
  for (auto more : {trace_routes(readers, database, catalogue), jaeger_routes(readers, database),
                    jaeger_v3_routes(readers, database), zipkin_routes(readers, database)}) {
    std::ranges::move(more, std::back_inserter(routes));
  }
  routes.push_back(fixed_route("/api/tracewh/openapi.json", kJson, openapi_description(catalogue)));
  routes.push_back(fixed_route("/", kPlainText, list_of(routes)));
  return routes;
}

}  // namespace tracewh::net
