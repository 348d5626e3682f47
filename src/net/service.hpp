#pragma once

#include "net/grpc/grpc_service.hpp"
#include "net/http/http_site.hpp"
#include "net/listeners.hpp"
#include "net/protection.hpp"
#include "net/receive/receiver.hpp"
#include "net/receive/status_handlers.hpp"
#include "net/transport/metrics.hpp"
#include "net/transport/worker_pool.hpp"

#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// The receivers of spans: listeners, the threads that they run on, and how they end.
class Service {
 public:
  /// `semantics`, `redaction` and `sink` must outlive the service; the sink has called back for every batch
  /// that it accepted when the service is destroyed. `more_metrics` are told after the service's own,
  /// `more_routes` are answered beside them. Throws
  /// base::Error when the files of TLS cannot be used.
  Service(const Protection& protection, Deadlines deadlines, const decode::Semantics& semantics,
          const decode::Redaction* redaction, ingest::Sink& sink, std::vector<WriteMetrics> more_metrics,
          GetHealth get_health, std::vector<Route> more_routes = {});
  /// Stops at once.
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Adds a listener for all of HTTP; `name` is that of the option that it comes from. All listeners are
  /// added before start(). Throws base::Error when it cannot listen, or should not without protection.
  void listen_http(std::string_view name, const Endpoint& endpoint);

  /// The same for OTLP by gRPC.
  void listen_grpc(std::string_view name, const Endpoint& endpoint);

  /// Adds a listener for what clients of Jaeger send to an agent, in both protocols of Thrift.
  void listen_jaeger_udp(std::string_view name, const Endpoint& endpoint);

  /// All listeners, in the order in which they were added.
  const std::vector<Listening>& listening() const { return listeners_.listening(); }

  /// Who is told of requests that are refused; to be set before start().
  RequestErrorLog& request_errors() { return metrics_.request_errors; }

  /// Clients that are connected.
  std::uint64_t open_connections() const { return metrics_.open_connections; }

  /// Receives from now on, on threads of its own.
  void start() { listeners_.start(); }

  /// Accepts no more, lets the requests at hand be answered for at most `grace`, and ends the threads.
  void stop(std::chrono::milliseconds grace);

 private:
  Routes make_routes(const Deadlines& deadlines, std::vector<WriteMetrics> more_metrics, GetHealth get_health,
                     std::vector<Route> more_routes);
  std::string_view scheme() const { return tls_ ? "https" : "http"; }
  RunJob on_workers();

  Protection protection_;
  Metrics metrics_;
  Receiver receiver_;
  std::optional<boost::asio::ssl::context> tls_;
  std::optional<boost::asio::ssl::context> grpc_tls_;
  HttpSite site_;
  WorkerPool workers_;
  GrpcService grpc_;
  Listeners listeners_;
};

}  // namespace tracewh::net
