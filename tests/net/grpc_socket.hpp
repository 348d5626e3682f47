#pragma once

#include "net/connect.hpp"
#include "net/http2_client.hpp"
#include "net/otlp_message.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::net::test {

/// The fields of an export, with more behind them.
inline Headers export_fields(const std::vector<std::pair<std::string, std::string>>& more = {}) {
  Headers fields;
  fields.add(":method", "POST");
  fields.add(":scheme", "http");
  fields.add(":path", "/opentelemetry.proto.collector.trace.v1.TraceService/Export");
  fields.add(":authority", "localhost:4317");
  fields.add("te", "trailers");
  fields.add("content-type", "application/grpc");
  for (const auto& [name, value] : more) fields.add(name, value);
  return fields;
}

/// A client of gRPC over a stream that is connected: a socket, or TLS on one.
template <typename Stream>
class GrpcSocket {
 public:
  /// The stream must outlive this.
  explicit GrpcSocket(Stream& stream) : stream_(stream) {}

  std::int32_t call(std::string_view message) {
    return client.request(export_fields(), grpc_framed(message));
  }

  /// Sends without waiting for what comes.
  void send() { boost::asio::write(stream_, boost::asio::buffer(client.take_output())); }

  /// Sends and receives until `done()` or the server's end of the connection; tells which.
  template <typename Done>
  bool run_until(Done done) {
    boost::system::error_code ended;
    while (!done()) {
      boost::asio::write(stream_, boost::asio::buffer(client.take_output()), ended);
      const std::size_t size = stream_.read_some(boost::asio::buffer(input_), ended);
      if (!client.receive({input_.data(), size}) || ended) return done();
    }
    return true;
  }

  /// The status of a call, or nothing when the connection ended before.
  std::string wait_for(std::int32_t stream) {
    run_until([&] { return client.stream(stream).closed; });
    return std::string(client.stream(stream).field("grpc-status"));
  }

  Http2Client client;

 private:
  Stream& stream_;
  std::array<char, 16384> input_{};
};

/// A client of gRPC on a socket of this machine.
class GrpcClient {
 public:
  explicit GrpcClient(std::uint16_t port) { connect(socket_, port); }

  GrpcSocket<boost::asio::ip::tcp::socket>* operator->() { return &exchange_; }

 private:
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};
  GrpcSocket<boost::asio::ip::tcp::socket> exchange_{socket_};
};

}  // namespace tracewh::net::test
