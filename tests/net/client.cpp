#include "net/client.hpp"

#include "net/connect.hpp"

#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>

namespace tracewh::net::test {

namespace asio = boost::asio;

std::string post_head(std::string_view fields) {
  return fmt::format(
      "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{}\r\n", fields);
}

std::string post(std::string_view body, std::string_view fields) {
  return post_head(fmt::format("Content-Length: {}\r\n{}", body.size(), fields)) + std::string(body);
}

Client::Client(std::uint16_t port) { connect(socket_, port); }

bool Client::send(std::string_view bytes) {
  boost::system::error_code failed;
  asio::write(socket_, asio::buffer(bytes), failed);
  return !failed;
}

bool Client::fill() {
  std::array<char, 4096> bytes{};
  boost::system::error_code ended;
  const std::size_t size = socket_.read_some(asio::buffer(bytes), ended);
  received_.append(bytes.data(), size);
  return !ended;
}

std::string Client::receive() {
  std::size_t head_end = 0;
  while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return std::exchange(received_, {});
  }
  static constexpr std::string_view kLength = "Content-Length: ";
  const auto length_at = received_.find(kLength);
  std::size_t end = head_end + 4;
  if (length_at < head_end) end += std::stoul(received_.substr(length_at + kLength.size()));
  while (received_.size() < end && fill()) {
  }
  std::string response = received_.substr(0, end);
  received_.erase(0, end);
  return response;
}

std::string Client::receive_some() {
  if (received_.empty()) fill();
  return std::exchange(received_, {});
}

std::string Client::receive_all() {
  while (fill()) {
  }
  return std::exchange(received_, {});
}

void Client::end_sending() { socket_.shutdown(asio::ip::tcp::socket::shutdown_send); }

}  // namespace tracewh::net::test
