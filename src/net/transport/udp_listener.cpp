#include "net/transport/udp_listener.hpp"

#include "net/transport/listening.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace tracewh::net {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;

// The most that a datagram can hold.
constexpr std::size_t kDatagramBytes = 65'535;

// Nobody sends a datagram twice, so a burst must fit while the one before it is decoded.
constexpr int kReceiveBufferBytes = 8 << 20;

// Senders that never pause must not keep the program from ending.
constexpr int kMostRemaining = 10'000;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

boost::system::error_code bind(udp::socket& socket, const udp::endpoint& endpoint) {
  boost::system::error_code failed;
  boost::system::error_code ignored;
  socket.open(endpoint.protocol(), failed);
  if (!failed) socket.set_option(udp::socket::receive_buffer_size(kReceiveBufferBytes), ignored);
  if (!failed && endpoint.address().is_v6()) socket.set_option(asio::ip::v6_only(true), failed);
  if (!failed) socket.bind(endpoint, failed);
  return failed;
}

}  // namespace

UdpListener::UdpListener(asio::io_context& io, std::string_view option, const Endpoint& endpoint,
                         OnDatagram on_datagram)
    : socket_(asio::make_strand(io)), on_datagram_(std::move(on_datagram)) {
  const udp::endpoint local(asio::ip::make_address(endpoint.host), endpoint.port);
  if (const auto failed = bind(socket_, local)) fail_to_listen(option, endpoint, failed);
  close_on_exec(socket_.native_handle());
  port_ = socket_.local_endpoint().port();
  asio::co_spawn(socket_.get_executor(), receive_all(), kRethrow);
}

asio::awaitable<void> UdpListener::receive_all() {
  std::string buffer(kDatagramBytes, '\0');
  udp::endpoint sender;
  while (socket_.is_open()) {
    const auto [failed, size] = co_await socket_.async_receive_from(asio::buffer(buffer), sender, kAwait);
    if (!failed) take({buffer.data(), size});
  }
}

void UdpListener::take(std::string_view datagram) {
  try {
    on_datagram_(std::string(datagram));
  } catch (const std::exception&) {
    // Datagrams may be lost, and no other sender is to suffer from this one.
  }
}

void UdpListener::receive_rest() {
  std::string buffer(kDatagramBytes, '\0');
  boost::system::error_code ended;
  socket_.non_blocking(true, ended);
  for (int i = 0; i < kMostRemaining && !ended; ++i) {
    const std::size_t size = socket_.receive(asio::buffer(buffer), 0, ended);
    if (!ended) take({buffer.data(), size});
  }
}

void UdpListener::stop() {
  asio::post(socket_.get_executor(), [this] {
    receive_rest();
    boost::system::error_code ignored;
    socket_.close(ignored);
  });
}

}  // namespace tracewh::net
