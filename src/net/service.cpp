#include "net/service.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "net/grpc/grpc_connection.hpp"
#include "net/http/http_connection.hpp"
#include "net/receive/span_handlers.hpp"
#include "net/transport/tls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace tracewh::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

std::optional<asio::ssl::context> tls_of(const Protection& protection) {
  if (protection.certificate_file.empty()) return std::nullopt;
  return load_tls(protection.certificate_file, protection.key_file);
}

std::optional<asio::ssl::context> grpc_tls_of(const Protection& protection) {
  auto context = tls_of(protection);
  if (context) choose_http2(*context);
  return context;
}

// As many serve sockets, and as many decode, beside the thread of the writer, which is the bottleneck.
unsigned thread_count() { return std::clamp(std::thread::hardware_concurrency(), 2U, 4U); }

/// Containers often have none.
bool has_ipv6_loopback() {
  asio::io_context io;
  tcp::socket socket(io);
  boost::system::error_code failed;
  socket.open(tcp::v6(), failed);
  if (!failed) socket.bind({asio::ip::address_v6::loopback(), 0}, failed);
  return !failed;
}

/// The addresses that `localhost` stands for. A port that is free is looked for on one address only.
std::vector<Endpoint> addresses_of(const Endpoint& endpoint) {
  if (endpoint.host != "localhost") return {endpoint};
  std::vector<Endpoint> addresses{{"127.0.0.1", endpoint.port}};
  if (endpoint.port != 0 && has_ipv6_loopback()) addresses.push_back({"::1", endpoint.port});
  return addresses;
}

}  // namespace

Service::Service(const Protection& protection, Deadlines deadlines, const decode::Semantics& semantics,
                 const decode::Redaction* redaction, ingest::Sink& sink,
                 std::vector<WriteMetrics> more_metrics, GetHealth get_health, std::vector<Route> more_routes)
    : protection_(protection),
      receiver_(semantics, redaction, sink, metrics_),
      tls_(tls_of(protection)),
      grpc_tls_(grpc_tls_of(protection)),
      site_(make_routes(deadlines, std::move(more_metrics), get_health, std::move(more_routes)),
            Access(protection.token, protection.host_names), deadlines, metrics_),
      connections_(base::limits::kConnections, metrics_),
      workers_(thread_count()),
      grpc_(receiver_, site_.bodies(), metrics_, std::move(get_health), on_workers(), protection.token) {}

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
  std::ranges::move(more_routes, std::back_inserter(routes));
  return Routes(std::move(routes));
}

void Service::require_protection(std::string_view option, const Endpoint& endpoint, bool protectable) const {
  if (endpoint.on_loopback() || protection_.allow_strangers) return;
  if (protectable && !protection_.token.empty()) return;
  throw base::Error(base::ErrorCode::kUsage,
                    fmt::format("{} {}: anybody on the network could send there", option, endpoint.text()),
                    protectable ? "give a token with --token-file, or allow it with --insecure-no-auth"
                                : "UDP knows no token; allow it with --insecure-no-auth");
}

void Service::listen_http(std::string_view name, const Endpoint& endpoint) {
  listen_tcp(name, endpoint, [this](tcp::socket socket, bool on_loopback) {
    return make_http_connection(std::move(socket), site_, on_loopback, tls_ ? &*tls_ : nullptr);
  });
}

void Service::listen_grpc(std::string_view name, const Endpoint& endpoint) {
  listen_tcp(name, endpoint, [this](tcp::socket socket, bool /*on_loopback*/) {
    return make_grpc_connection(std::move(socket), grpc_, site_.deadlines(),
                                grpc_tls_ ? &*grpc_tls_ : nullptr);
  });
}

void Service::listen_tcp(std::string_view name, const Endpoint& endpoint, const MakeConnectionAt& connect) {
  const std::string option = fmt::format("--{}", name);
  require_protection(option, endpoint, true);
  for (const Endpoint& address : addresses_of(endpoint)) {
    const auto connect_here = [connect, on_loopback = address.on_loopback()](tcp::socket socket) {
      return connect(std::move(socket), on_loopback);
    };
    tcp_listeners_.push_back(std::make_unique<TcpListener>(io_, option, address, connections_, connect_here));
    const Endpoint reached{address.host, tcp_listeners_.back()->port()};
    listening_.push_back(
        {std::string(name), fmt::format("{}://{}", tls_ ? "https" : "http", reached.text())});
  }
}

void Service::listen_jaeger_udp(std::string_view name, const Endpoint& endpoint) {
  const std::string option = fmt::format("--{}", name);
  require_protection(option, endpoint, false);
  const decode::Format& format = *decode::find_format("jaeger-thrift");
  for (const Endpoint& address : addresses_of(endpoint)) {
    udp_listeners_.push_back(
        std::make_unique<UdpListener>(io_, option, address, [this, &format](std::string datagram) {
          metrics_.datagrams.add("jaeger");
          receiver_.receive_blindly("jaeger_udp", format, std::move(datagram));
        }));
    const Endpoint reached{address.host, udp_listeners_.back()->port()};
    listening_.push_back({std::string(name), fmt::format("udp://{}", reached.text())});
  }
}

void Service::start() {
  for (unsigned i = 0; i < thread_count(); ++i) threads_.emplace_back([this] { work(); });
}

RunJob Service::on_workers() {
  return [this](const void* sender, std::function<void()> job) { workers_.run(sender, std::move(job)); };
}

/// What a callback throws ends neither the thread nor other connections.
void Service::work() {
  while (true) {
    try {
      io_.run();
      return;
    } catch (const std::exception&) {
      connections_.count_failure();
    }
  }
}

void Service::stop(std::chrono::milliseconds grace) {
  if (threads_.empty()) return;
  for (const auto& listener : tcp_listeners_) listener->stop();
  for (const auto& listener : udp_listeners_) listener->stop();
  connections_.drain(std::chrono::steady_clock::now() + grace);
  // Without listeners and connections nothing is left to do.
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  workers_.stop();
}

}  // namespace tracewh::net
