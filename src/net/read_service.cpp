#include "net/read_service.hpp"

#include "net/http/http_connection.hpp"
#include "net/http/session.hpp"
#include "net/transport/tls.hpp"

#include <utility>

namespace tracewh::net {
ReadService::ReadService(const Protection& protection, std::vector<Route> routes, GetHealth get_health)
    : protection_(protection),
      tls_(tls_of(protection.certificate_file, protection.key_file)),
      site_(make_routes(std::move(routes), std::move(get_health)),
            Access(protection.token, protection.host_names), Deadlines(), metrics_),
      listeners_(metrics_) {}

Routes ReadService::make_routes(std::vector<Route> routes, GetHealth get_health) {
  routes.push_back(session_route(protection_.token, tls_.has_value()));
  routes.push_back({"GET", "/health", {}, health_handler(std::move(get_health))});
  routes.push_back(
      {"GET", "/metrics", {}, metrics_handler({[this](PrometheusText& out) { metrics_.write(out); }})});
  return Routes(std::move(routes));
}

void ReadService::listen_http(std::string_view name, const Endpoint& endpoint) {
  require_protection(protection_, name, endpoint, "read");
  listeners_.listen_tcp(
      name, tls_ ? "https" : "http", endpoint, [this](boost::asio::ip::tcp::socket socket, bool on_loopback) {
        return make_http_connection(std::move(socket), site_, on_loopback, tls_ ? &*tls_ : nullptr);
      });
}

}  // namespace tracewh::net
