#include "net/transport/tcp_listener.hpp"

#include "net/transport/listening.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace tracewh::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// Descriptors and memory are given back as connections end.
constexpr std::chrono::milliseconds kPauseWithoutResources{100};

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

/// Opens, binds and listens; gives the step's error.
boost::system::error_code listen(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
  boost::system::error_code failed;
  acceptor.open(endpoint.protocol(), failed);
  if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
  if (!failed && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), failed);
  if (!failed) acceptor.bind(endpoint, failed);
  if (!failed) acceptor.listen(tcp::acceptor::max_listen_connections, failed);
  return failed;
}

}  // namespace

TcpListener::TcpListener(asio::io_context& io, std::string_view option, const Endpoint& endpoint,
                         Connections& connections, MakeConnection make_connection)
    : io_(io),
      acceptor_(asio::make_strand(io)),
      connections_(connections),
      make_connection_(std::move(make_connection)) {
  const tcp::endpoint local(asio::ip::make_address(endpoint.host), endpoint.port);
  if (const auto failed = listen(acceptor_, local)) fail_to_listen(option, endpoint, failed);
  close_on_exec(acceptor_.native_handle());
  port_ = acceptor_.local_endpoint().port();
  asio::co_spawn(acceptor_.get_executor(), accept_all(), kRethrow);
}

asio::awaitable<void> TcpListener::accept_all() {
  while (acceptor_.is_open()) {
    try {
      co_await accept_one();
    } catch (const std::exception&) {
      connections_.count_failure();
    }
  }
}

asio::awaitable<void> TcpListener::accept_one() {
  auto [failed, socket] = co_await acceptor_.async_accept(asio::make_strand(io_), kAwait);
  if (!failed) {
    serve(std::move(socket));
  } else if (acceptor_.is_open()) {
    asio::steady_timer pause(acceptor_.get_executor(), kPauseWithoutResources);
    co_await pause.async_wait(kAwait);
  }
}

void TcpListener::serve(tcp::socket socket) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const auto executor = socket.get_executor();
  const std::shared_ptr<Connection> connection = make_connection_(std::move(socket));
  if (!connections_.add(port_, connection)) return;
  const auto finish = [this, connection](const std::exception_ptr& failed) {
    if (failed) {
      connections_.count_failure();
      connection->close();
    }
    connections_.remove(connection);
  };
  try {
    asio::co_spawn(executor, connection->run(), finish);
  } catch (const std::exception&) {
    connections_.remove(connection);
    throw;
  }
}

void TcpListener::stop() {
  asio::post(acceptor_.get_executor(), [this] {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
  });
}

}  // namespace tracewh::net
