#pragma once

#include "net/fake_sink.hpp"
#include "net/service.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::net::test {

/// A service on free ports of this machine, in front of a fake sink.
class RunningService {
 public:
  explicit RunningService(FakeSink::Manner manner = FakeSink::Manner::kStore, Deadlines deadlines = {},
                          const Protection& protection = {}, std::vector<Route> more_routes = {})
      : sink(manner),
        service(
            protection, deadlines, semantics_, nullptr, sink, {}, [] { return Health(); },
            std::move(more_routes)) {
    service.listen_http("otlp-http", {"localhost", 0});
    service.listen_jaeger_udp("jaeger-udp", {"localhost", 0});
    service.listen_grpc("otlp-grpc", {"localhost", 0});
    service.listen_http("zipkin", {"localhost", 0});
    service.start();
  }

  std::uint16_t http_port() const { return port(0); }
  std::uint16_t udp_port() const { return port(1); }
  std::uint16_t grpc_port() const { return port(2); }
  std::uint16_t zipkin_port() const { return port(3); }

 private:
  decode::Semantics semantics_ = decode::Semantics::shipped();

  std::uint16_t port(std::size_t listener) const {
    const std::string& url = service.listening().at(listener).url;
    return static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
  }

 public:
  FakeSink sink;
  Service service;
};

}  // namespace tracewh::net::test
