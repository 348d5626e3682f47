#pragma once

#include "net/transport/connections.hpp"
#include "net/transport/endpoint.hpp"
#include "net/transport/metrics.hpp"
#include "net/transport/tcp_listener.hpp"
#include "net/transport/udp_listener.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tracewh::net {

/// Where a listener can be reached.
struct Listening {
  std::string name;
  std::string url;
};

/// Listeners, the threads that they run on, and how they end.
class Listeners {
 public:
  /// Makes the connection of a client that came to a loopback address or not.
  using MakeConnection =
      std::function<std::shared_ptr<Connection>(boost::asio::ip::tcp::socket, bool on_loopback)>;
  using TakeDatagram = std::function<void(std::string datagram)>;

  /// `metrics` must outlive the listeners.
  explicit Listeners(Metrics& metrics);
  /// Stops at once.
  ~Listeners();
  Listeners(const Listeners&) = delete;
  Listeners& operator=(const Listeners&) = delete;

  /// Add a listener at each address that the endpoint stands for; `name` is that of the option that it comes
  /// from, `scheme` that of its URLs. All are added before start(). Throw base::Error when that is not
  /// possible.
  void listen_tcp(std::string_view name, std::string_view scheme, const Endpoint& endpoint,
                  const MakeConnection& connect);
  void listen_udp(std::string_view name, const Endpoint& endpoint, const TakeDatagram& take);

  /// All listeners, in the order in which they were added.
  const std::vector<Listening>& listening() const { return listening_; }

  /// Serves from now on, on threads of its own.
  void start();

  /// Accepts no more, lets the requests at hand be answered for at most `grace`, and ends the threads. False
  /// when there were none.
  bool stop(std::chrono::milliseconds grace);

 private:
  void work();

  Connections connections_;
  boost::asio::io_context io_;
  std::vector<std::unique_ptr<TcpListener>> tcp_listeners_;
  std::vector<std::unique_ptr<UdpListener>> udp_listeners_;
  std::vector<Listening> listening_;
  std::vector<std::thread> threads_;
};

/// How many threads serve sockets: as many decode, beside the thread of the writer, which is the bottleneck.
unsigned serving_threads();

}  // namespace tracewh::net
