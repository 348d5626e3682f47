#pragma once

#include "net/http/http_site.hpp"
#include "net/listeners.hpp"
#include "net/protection.hpp"
#include "net/receive/status_handlers.hpp"

#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// Answers by HTTP without receiving anything.
class ReadService {
 public:
  /// Adds what tells of the service itself to `routes`; `get_health` is called on any thread. Throws
  /// base::Error when the files of TLS cannot be used.
  ReadService(const Protection& protection, std::vector<Route> routes, GetHealth get_health);

  /// As Service has them.
  void listen_http(std::string_view name, const Endpoint& endpoint);
  const std::vector<Listening>& listening() const { return listeners_.listening(); }
  void start() { listeners_.start(); }
  void stop(std::chrono::milliseconds grace) { listeners_.stop(grace); }

 private:
  Routes make_routes(std::vector<Route> routes, GetHealth get_health);

  Protection protection_;
  Metrics metrics_;
  std::optional<boost::asio::ssl::context> tls_;
  HttpSite site_;
  Listeners listeners_;
};

}  // namespace tracewh::net
