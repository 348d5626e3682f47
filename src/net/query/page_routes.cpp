#include "net/query/page_routes.hpp"

#include "web/page.hpp"

#include <string>

namespace tracewh::net {
namespace {

Response response_of(const web::PageFile& file) {
  Response response{200, std::string(file.media_type), std::string(file.text), {}};
  response.headers.add("Content-Security-Policy", std::string(web::kContentSecurityPolicy));
  response.headers.add("Referrer-Policy", "no-referrer");
  // Another version of the program has another page.
  response.headers.add("Cache-Control", "no-cache");
  return response;
}

}  // namespace

std::vector<Route> page_routes() {
  std::vector<Route> routes;
  for (const web::PageFile& file : web::page_files()) {
    routes.push_back(
        {"GET", file.path, {}, [response = response_of(file)](const Request&, const Respond& respond) {
           respond(response);
         }});
  }
  return routes;
}

}  // namespace tracewh::net
