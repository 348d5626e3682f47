#pragma once

#include "net/transport/connections.hpp"
#include "net/transport/endpoint.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <string_view>

namespace tracewh::net {

/// Accepts connections at one address.
class TcpListener {
 public:
  /// Makes the connection that serves a client; its socket's executor is a strand.
  using MakeConnection = std::function<std::shared_ptr<Connection>(boost::asio::ip::tcp::socket)>;

  /// Listens from now on. Throws base::Error naming `option` when that is not possible. Must live until the
  /// threads of `io` have ended.
  TcpListener(boost::asio::io_context& io, std::string_view option, const Endpoint& endpoint,
              Connections& connections, MakeConnection make_connection);

  /// The port, also when any was asked for.
  std::uint16_t port() const { return port_; }

  /// Accepts no more. Safe on all threads.
  void stop();

 private:
  boost::asio::awaitable<void> accept_all();
  boost::asio::awaitable<void> accept_one();
  void serve(boost::asio::ip::tcp::socket socket);

  boost::asio::io_context& io_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  Connections& connections_;
  MakeConnection make_connection_;
};

}  // namespace tracewh::net
