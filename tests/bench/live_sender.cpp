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
      : port_(port), media_type_(std::move(media_type)), success_(std::move(success)) {
    connect();
  }

  Answer send(const std::string& batch) override {
    http::request<http::string_body> request(http::verb::post, "/v1/traces", 11, batch);
    request.set(http::field::host, "localhost");
    request.set(http::field::content_type, media_type_);
    request.prepare_payload();
    http::response<http::string_body> response;
    boost::system::error_code ended;
    http::write(socket_, request, ended);
    // A refusal may come, and the connection end, before the whole body is sent.
    if (!ended) http::read(socket_, received_, response, ended);
    if (ended || !response.keep_alive()) connect();
    return ended ? Answer::kRetry : judge(response);
  }

 private:
  void connect() {
    received_.clear();
    socket_ = asio::ip::tcp::socket(io_);
    socket_.connect({asio::ip::address_v4::loopback(), port_});
    socket_.set_option(asio::ip::tcp::no_delay(true));
  }

  Answer judge(const http::response<http::string_body>& response) const {
    const http::status status = response.result();
    if (status == http::status::too_many_requests || status == http::status::service_unavailable)
      return Answer::kRetry;
    if (status != http::status::ok || response.body() != success_)
      throw std::runtime_error("the server answers " + std::to_string(response.result_int()) + " " +
                               response.body());
    return Answer::kStored;
  }

  std::uint16_t port_;
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
