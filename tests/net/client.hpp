#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::net::test {

/// The head of a POST to /v1/traces with more fields, such as "Content-Length: 2\r\n".
std::string post_head(std::string_view fields);

/// A whole POST of OTLP JSON to /v1/traces.
std::string post(std::string_view body, std::string_view fields = {});

/// A client that sends raw bytes and waits for what comes.
class Client {
 public:
  explicit Client(std::uint16_t port);

  /// False when the server has had enough.
  bool send(std::string_view bytes);
  /// The next response, head and body as they came; what there is when the connection ends before.
  std::string receive();
  /// What there is, at least one byte; nothing when the connection has ended.
  std::string receive_some();
  /// Everything until the server ends the connection.
  std::string receive_all();
  /// Ends sending, and keeps on receiving.
  void end_sending();

 private:
  bool fill();

  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};
  std::string received_;
};

}  // namespace tracewh::net::test
