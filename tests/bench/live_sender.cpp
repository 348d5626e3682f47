#include "bench/live_sender.hpp"

#include "net/grpc_socket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <stdexcept>

namespace tracewh::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

class HttpSender final : public LiveSender {
 public:
  /// `success` is the body of an answer that all spans were stored.
  HttpSender(std::uint16_t port, std::string media_type, std::string success)
      : media_type_(std::move(media_type)), success_(std::move(success)) {
    socket_.connect({asio::ip::address_v4::loopback(), port});
    socket_.set_option(asio::ip::tcp::no_delay(true));
  }

  Answer send(const std::string& batch) override {
    http::request<http::string_body> request(http::verb::post, "/v1/traces", 11, batch);
    request.set(http::field::host, "localhost");
    request.set(http::field::content_type, media_type_);
    request.prepare_payload();
    http::write(socket_, request);
    http::response<http::string_body> response;
    http::read(socket_, received_, response);
    const http::status status = response.result();
    if (status == http::status::too_many_requests || status == http::status::service_unavailable)
      return Answer::kRetry;
    if (status != http::status::ok || response.body() != success_)
      throw std::runtime_error("the server answers " + std::to_string(response.result_int()) + " " +
                               response.body());
    return Answer::kStored;
  }

 private:
  std::string media_type_;
  std::string success_;
  asio::io_context io_;
  asio::ip::tcp::socket socket_{io_};
  boost::beast::flat_buffer received_;
};

class GrpcSender final : public LiveSender {
 public:
  explicit GrpcSender(std::uint16_t port) : grpc_(port) {}

  Answer send(const std::string& batch) override {
    const std::int32_t call = grpc_->call(batch);
    const std::string status = grpc_->wait_for(call);
    const std::string message = grpc_->client.stream(call).body;
    grpc_->client.forget(call);
    if (status == kUnavailable) return Answer::kRetry;
    if (status != kOk || message != net::test::grpc_framed(""))
      throw std::runtime_error("the server ends a call with status " + status);
    return Answer::kStored;
  }

 private:
  static constexpr std::string_view kOk = "0";
  static constexpr std::string_view kUnavailable = "14";

  net::test::GrpcClient grpc_;
};

}  // namespace

std::unique_ptr<LiveSender> connect_sender(std::string_view protocol, std::uint16_t port) {
  if (protocol == "otlp-grpc") return std::make_unique<GrpcSender>(port);
  if (protocol == "otlp-json") return std::make_unique<HttpSender>(port, "application/json", "{}");
  if (protocol == "otlp-protobuf") return std::make_unique<HttpSender>(port, "application/x-protobuf", "");
  throw std::invalid_argument("not a protocol: " + std::string(protocol));
}

}  // namespace tracewh::bench
