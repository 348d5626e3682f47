#include "net/service.hpp"

#include "net/grpc/grpc_connection.hpp"
#include "net/http/http_connection.hpp"
#include "net/http/session.hpp"
#include "net/receive/span_handlers.hpp"
#include "net/transport/tls.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

std::optional<asio::ssl::context> grpc_tls_of(const Protection& protection) {
  auto context = tls_of(protection.certificate_file, protection.key_file);
  if (context) choose_http2(*context);
  return context;
}

}  // namespace

Service::Service(const Protection& protection, Deadlines deadlines, const decode::Semantics& semantics,
                 const decode::Redaction* redaction, ingest::Sink& sink,
                 std::vector<WriteMetrics> more_metrics, GetHealth get_health, std::vector<Route> more_routes)
    : protection_(protection),
      receiver_(semantics, redaction, sink, metrics_),
      tls_(tls_of(protection.certificate_file, protection.key_file)),
      grpc_tls_(grpc_tls_of(protection)),
      site_(make_routes(deadlines, std::move(more_metrics), get_health, std::move(more_routes)),
            Access(protection.token, protection.host_names), deadlines, metrics_),
      workers_(serving_threads()),
      grpc_(receiver_, site_.bodies(), metrics_, std::move(get_health), on_workers(), protection.token),
      listeners_(metrics_) {}

Service::~Service() { stop(std::chrono::milliseconds(0)); }

Routes Service::make_routes(const Deadlines& deadlines, std::vector<WriteMetrics> more_metrics,
                            GetHealth get_health, std::vector<Route> more_routes) {
  std::vector<WriteMetrics> sources{[this](PrometheusText& out) {
    metrics_.write(out);
    out.begin("tracewh_body_bytes", "gauge", "Bytes of bodies that are being received, decoded or stored.");
    out.sample(site_.bodies().used());
  }};
  std::ranges::move(more_metrics, std::back_inserter(sources));
  std::vector<Route> routes = span_routes(receiver_, on_workers(), deadlines.acknowledgement);
  routes.push_back({"GET", "/health", {}, health_handler(std::move(get_health))});
  routes.push_back({"GET", "/metrics", {}, metrics_handler(std::move(sources))});
  routes.push_back(session_route(protection_.token, tls_.has_value()));
  std::ranges::move(more_routes, std::back_inserter(routes));
  return Routes(std::move(routes));
}

void Service::listen_http(std::string_view name, const Endpoint& endpoint) {
  require_protection(protection_, name, endpoint, "send");
  listeners_.listen_tcp(name, scheme(), endpoint, [this](tcp::socket socket, bool on_loopback) {
    return make_http_connection(std::move(socket), site_, on_loopback, tls_ ? &*tls_ : nullptr);
  });
}

void Service::listen_grpc(std::string_view name, const Endpoint& endpoint) {
  require_protection(protection_, name, endpoint, "send");
  listeners_.listen_tcp(name, scheme(), endpoint, [this](tcp::socket socket, bool /*on_loopback*/) {
    return make_grpc_connection(std::move(socket), grpc_, site_.deadlines(),
                                grpc_tls_ ? &*grpc_tls_ : nullptr);
  });
}

void Service::listen_jaeger_udp(std::string_view name, const Endpoint& endpoint) {
  require_protection(protection_, name, endpoint, "send", false);
  const decode::Format& format = *decode::find_format("jaeger-thrift");
  listeners_.listen_udp(name, endpoint, [this, &format](std::string datagram) {
    metrics_.datagrams.add("jaeger");
    receiver_.receive_blindly("jaeger_udp", format, std::move(datagram));
  });
}

RunJob Service::on_workers() {
  return [this](const void* sender, std::function<void()> job) { workers_.run(sender, std::move(job)); };
}

void Service::stop(std::chrono::milliseconds grace) {
  if (listeners_.stop(grace)) workers_.stop();
}

}  // namespace tracewh::net
