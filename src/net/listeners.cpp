#include "net/listeners.hpp"

#include "base/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace tracewh::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

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

unsigned serving_threads() { return std::clamp(std::thread::hardware_concurrency(), 2U, 4U); }

Listeners::Listeners(Metrics& metrics) : connections_(base::limits::kConnections, metrics) {}

Listeners::~Listeners() { stop(std::chrono::milliseconds(0)); }

void Listeners::listen_tcp(std::string_view name, std::string_view scheme, const Endpoint& endpoint,
                           const MakeConnection& connect) {
  const std::string option = fmt::format("--{}", name);
  for (const Endpoint& address : addresses_of(endpoint)) {
    const auto connect_here = [connect, on_loopback = address.on_loopback()](tcp::socket socket) {
      return connect(std::move(socket), on_loopback);
    };
    tcp_listeners_.push_back(std::make_unique<TcpListener>(io_, option, address, connections_, connect_here));
    const Endpoint reached{address.host, tcp_listeners_.back()->port()};
    listening_.push_back({std::string(name), fmt::format("{}://{}", scheme, reached.text())});
  }
}

void Listeners::listen_udp(std::string_view name, const Endpoint& endpoint, const TakeDatagram& take) {
  const std::string option = fmt::format("--{}", name);
  for (const Endpoint& address : addresses_of(endpoint)) {
    udp_listeners_.push_back(std::make_unique<UdpListener>(io_, option, address, take));
    const Endpoint reached{address.host, udp_listeners_.back()->port()};
    listening_.push_back({std::string(name), fmt::format("udp://{}", reached.text())});
  }
}

void Listeners::start() {
  for (unsigned i = 0; i < serving_threads(); ++i) threads_.emplace_back([this] { work(); });
}

/// What a callback throws ends neither the thread nor other connections.
void Listeners::work() {
  while (true) {
    try {
      io_.run();
      return;
    } catch (const std::exception&) {
      connections_.count_failure();
    }
  }
}

bool Listeners::stop(std::chrono::milliseconds grace) {
  if (threads_.empty()) return false;
  for (const auto& listener : tcp_listeners_) listener->stop();
  for (const auto& listener : udp_listeners_) listener->stop();
  connections_.drain(std::chrono::steady_clock::now() + grace);
  // Without listeners and connections nothing is left to do.
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  return true;
}

}  // namespace tracewh::net
