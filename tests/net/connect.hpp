#pragma once

#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>

#include <cstdint>
#include <thread>

namespace tracewh::net::test {

/// Connects to a port of this machine. Others may use up the ports that connections begin from; these are
/// given back within minutes.
inline void connect(boost::asio::ip::tcp::socket& socket, std::uint16_t port) {
  const boost::asio::ip::tcp::endpoint server(boost::asio::ip::address_v4::loopback(), port);
  boost::system::error_code failed;
  while (socket.connect(server, failed),
         failed == boost::asio::error::address_in_use || failed.value() == EADDRNOTAVAIL) {
    socket.close();
    std::this_thread::yield();
  }
  if (failed) throw boost::system::system_error(failed);
}

}  // namespace tracewh::net::test
