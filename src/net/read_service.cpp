#include "net/read_service.hpp"

#include "net/http/http_connection.hpp"
#include "net/http/session.hpp"
#include "net/transport/tls.hpp"

#include <utility>

namespace tracewh::net {
namespace {

Routes with_session(std::vector<Route> routes, const std::string& token, bool secure) {
  routes.push_back(session_route(token, secure));
  return Routes(std::move(routes));
}

}  // namespace

ReadService::ReadService(const Protection& protection, std::vector<Route> routes)
    : protection_(protection),
      tls_(tls_of(protection.certificate_file, protection.key_file)),
      site_(with_session(std::move(routes), protection.token, tls_.has_value()),
            Access(protection.token, protection.host_names), Deadlines(), metrics_),
      listeners_(metrics_) {}

void ReadService::listen_http(std::string_view name, const Endpoint& endpoint) {
  require_protection(protection_, name, endpoint, "read");
  listeners_.listen_tcp(
      name, tls_ ? "https" : "http", endpoint, [this](boost::asio::ip::tcp::socket socket, bool on_loopback) {
        return make_http_connection(std::move(socket), site_, on_loopback, tls_ ? &*tls_ : nullptr);
      });
}

}  // namespace tracewh::net
