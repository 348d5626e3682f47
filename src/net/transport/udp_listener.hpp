#pragma once

#include "net/transport/endpoint.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// Receives datagrams at one address.
class UdpListener {
 public:
  using OnDatagram = std::function<void(std::string)>;

  /// Receives from now on; `on_datagram` is called by one thread at a time. Throws base::Error naming
  /// `option` when that is not possible. Must live until the threads of `io` have ended.
  UdpListener(boost::asio::io_context& io, std::string_view option, const Endpoint& endpoint,
              OnDatagram on_datagram);

  /// The port, also when any was asked for.
  std::uint16_t port() const { return port_; }

  /// Receives what has arrived already, and no more. Safe on all threads.
  void stop();

 private:
  boost::asio::awaitable<void> receive_all();
  void receive_rest();
  void take(std::string_view datagram);

  boost::asio::ip::udp::socket socket_;
  std::uint16_t port_ = 0;
  OnDatagram on_datagram_;
};

}  // namespace tracewh::net
