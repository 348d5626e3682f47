#include "net/http/http_connection.hpp"

#include "base/limits.hpp"
#include "net/http/body_stream.hpp"
#include "net/http/error_response.hpp"
#include "net/http/http_message.hpp"
#include "net/transport/body_room.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace tracewh::net {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace limits = base::limits;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using TlsStream = asio::ssl::stream<tcp::socket>;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// Bytes that are read at once; large enough that a body of some hundred spans takes few system calls.
constexpr std::size_t kReadBytes = std::size_t{64} << 10;

using Kind = RequestError::Kind;

RequestError too_large(const Request& head) {
  return {Kind::kTooLarge, fmt::format("the body is larger than {} MiB", body_limit(head) >> 20)};
}

template <typename Stream>
class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection<Stream>> {
 public:
  template <typename... StreamArguments>
  HttpConnection(HttpSite& site, bool on_loopback, StreamArguments&&... arguments)
      : site_(site),
        on_loopback_(on_loopback),
        stream_(std::forward<StreamArguments>(arguments)...),
        timer_(stream_.get_executor()) {
    buffer_.reserve(kReadBytes);
  }

  asio::awaitable<void> run() override {
    // GCC 12 generates a trap for a coroutine that awaits in the conditions of nested statements.
    bool open = co_await shake_hands();
    while (open) open = co_await serve_request();
    co_await say_goodbye();
    close();
  }

  void drain() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] {
      self->draining_ = true;
      if (self->is_idle()) self->cancel();
      self->wake();
    });
  }

  void abort() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] { self->close(); });
  }

  void close() override {
    gone_ = true;
    timer_.cancel();
    error_code ignored;
    socket().close(ignored);
  }

 private:
  using Parser = http::request_parser<http::buffer_body>;

  static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

  /// A request and what answers it.
  struct Incoming {
    Request request;
    const Route* route = nullptr;
  };

  /// A request whose answer is waited for.
  struct Pending {
    std::optional<Response> response;
    bool waiting = true;
  };

  tcp::socket& socket() {
    if constexpr (kIsTls) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }

  /// Lets what waits on the socket fail. It may be closed already, which is as good.
  void cancel() {
    error_code ignored;
    socket().cancel(ignored);
  }

  /// Lets what waits on the socket fail at `deadline`, unless the next phase has begun by then.
  void begin_phase(Clock::time_point deadline) {
    expired_ = false;
    timer_.expires_at(deadline);
    timer_.async_wait([self = this->shared_from_this()](const error_code& cancelled) {
      if (cancelled || self->timer_.expiry() > Clock::now()) return;
      self->expired_ = true;
      self->cancel();
    });
  }
  void begin_phase(std::chrono::milliseconds length) { begin_phase(Clock::now() + length); }

  asio::awaitable<bool> shake_hands() {
    if constexpr (kIsTls) {
      begin_phase(site_.deadlines().header);
      const auto [failed] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
      gone_ = gone_ || failed;
      co_return !failed;
    }
    co_return true;
  }

  /// False when the connection is to end.
  asio::awaitable<bool> serve_request() {
    const bool begun = co_await wait_for_request();
    if (!begun) co_return false;
    Parser parser;
    parser.header_limit(limits::kHeaderBytes);
    parser.body_limit(boost::none);  // limits depend on the head; see read_body()
    Incoming incoming;
    const std::optional<Response> refused = co_await read_request(parser, incoming);
    if (gone_) co_return false;
    if (refused) {
      unread_ = true;
      co_return co_await write(*refused, parser, false);
    }
    const Response response = co_await answer(std::move(incoming));
    if (response.stream == nullptr) co_return co_await write(response, parser, parser.keep_alive());
    co_await write_stream(response, parser);
    co_return false;
  }

  /// False when none comes.
  asio::awaitable<bool> wait_for_request() {
    if (buffer_.size() > 0) co_return true;
    if (draining_) co_return false;
    begin_phase(served_ ? site_.deadlines().idle : site_.deadlines().header);
    this->set_idle(true);
    const auto [failed, size] = co_await stream_.async_read_some(buffer_.prepare(kReadBytes), kAwait);
    if (!failed) buffer_.commit(size);
    gone_ = gone_ || (failed && !draining_ && !expired_);
    co_return !failed;
  }

  /// The answer to a request that has no route or cannot be read, in whole or in part; none when it has one
  /// and was read. Nobody is there to be told when gone_ is true.
  asio::awaitable<std::optional<Response>> read_request(Parser& parser, Incoming& incoming) {
    begin_phase(site_.deadlines().header);
    const auto [failed, size] = co_await http::async_read_header(stream_, buffer_, parser, kAwait);
    // Who only begins a request must not take the place of those that send whole ones.
    this->set_idle(false);
    if (failed) co_return answer_to(failed, {});
    Request& request = incoming.request;
    request = to_request(parser.get());
    request.memory = std::make_shared<ByteBudget::Share>(site_.bodies());
    request.sender = this;
    auto admitted = site_.admit(request, on_loopback_);
    if (auto* refused = std::get_if<Response>(&admitted)) co_return std::move(*refused);
    incoming.route = std::get<const Route*>(admitted);
    if (parser.content_length_remaining().value_or(0) > body_limit(request)) {
      co_return error_response(request.media_type(), too_large(request));
    }
    if (request.headers.count("Expect") != 0) co_await write_continue();
    co_return co_await read_body(parser, request);
  }

  asio::awaitable<std::optional<Response>> read_body(Parser& parser, Request& request) {
    // Of a body of unknown length, enough is taken to see that it is too large.
    const std::size_t announced =
        parser.content_length_remaining().value_or(body_limit(request) + kReadBytes);
    const auto begin = Clock::now();
    std::size_t received = 0;
    while (!parser.is_done()) {
      if (received == request.body.size()) {
        if (!grow_body(request, announced)) co_return error_response(request.media_type(), too_many_bodies());
      }
      begin_phase(body_deadline(begin, received, site_.deadlines()));
      auto& rest = parser.get().body();
      rest.data = request.body.data() + received;
      rest.size = request.body.size() - received;
      const auto [failed, size] = co_await http::async_read_some(stream_, buffer_, parser, kAwait);
      if (failed && failed != http::error::need_buffer) co_return answer_to(failed, request.media_type());
      received = request.body.size() - rest.size;
      if (received > body_limit(request)) co_return error_response(request.media_type(), too_large(request));
    }
    request.body.resize(received);
    co_return std::nullopt;
  }

  /// False when there is no memory for more.
  static bool grow_body(Request& request, std::size_t announced) {
    const std::size_t size = std::min(request.body.size() + kReadBytes, announced);
    const std::size_t room = request.body.capacity();
    make_room(request.body, size, announced);
    request.body.resize(size);
    return request.memory->grow(request.body.capacity() - room);
  }

  asio::awaitable<void> write_continue() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(kContinue), kAwait);
  }

  /// What to answer to a request that cannot be read; sets gone_ when nobody is there to be answered.
  std::optional<Response> answer_to(const error_code& failed, std::string_view media_type) {
    static const auto& syntax = make_error_code(http::error::bad_method).category();
    if (expired_) return error_response(media_type, {Kind::kTooSlow, "the request did not arrive in time"});
    if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
      return error_response(media_type, {Kind::kHeadTooLarge, "the head of the request is too large"});
    }
    const bool broke_off = failed == http::error::end_of_stream || failed == http::error::partial_message;
    if (failed.category() == syntax && !broke_off) {
      return error_response(media_type, {Kind::kMalformed, "not a request of HTTP/1.1: " + failed.message()});
    }
    gone_ = true;
    return std::nullopt;
  }

  asio::awaitable<Response> answer(Incoming incoming) {
    const Route& route = *incoming.route;
    const std::string type = error_type(route, incoming.request);
    const auto pending = std::make_shared<Pending>();
    const Respond respond = [self = this->shared_from_this(), pending](Response response) {
      asio::post(self->stream_.get_executor(), [self, pending, response = std::move(response)]() mutable {
        if (!pending->waiting || pending->response) return;
        pending->response = std::move(response);
        self->timer_.cancel();
      });
    };
    try {
      route.handler(std::move(incoming.request), respond);
    } catch (const std::exception& failure) {
      co_return error_response(type, to_request_error(failure));
    }
    timer_.expires_after(route.deadline);
    if (!gone_) co_await timer_.async_wait(kAwait);
    pending->waiting = false;
    if (pending->response) co_return std::move(*pending->response);
    co_return error_response(type, route.late);
  }

  static unsigned version_of(const Parser& request) { return request.get().version() == 10 ? 10 : 11; }

  /// True when the connection can go on.
  asio::awaitable<bool> write(const Response& response, const Parser& request, bool keep_alive) {
    served_ = true;
    site_.metrics().requests.add(std::to_string(response.status));
    if (!response.error.empty()) {
      site_.metrics().request_errors.note(
          fmt::format("HTTP {}", response.status),
          fmt::format("{} {}: {}", std::string_view(request.get().method_string()),
                      std::string_view(request.get().target()), response.error));
    }
    http::response<http::string_body> message =
        to_message(response, version_of(request), keep_alive && !draining_);
    // The answer to HEAD tells the length of a body that it has not (RFC 9110, 9.3.2).
    if (request.get().method() == http::verb::head) message.body().clear();
    begin_phase(site_.deadlines().write);
    const auto [failed, size] = co_await http::async_write(stream_, message, kAwait);
    gone_ = gone_ || failed;
    co_return !failed && message.keep_alive();
  }

  /// Sends a body that goes on until its end, that of the connection, or shutdown.
  asio::awaitable<void> write_stream(const Response& response, const Parser& request) {
    site_.metrics().requests.add(std::to_string(response.status));
    http::response<http::empty_body> head = to_stream_head(response, version_of(request));
    begin_phase(site_.deadlines().write);
    const auto [failed, size] = co_await http::async_write(stream_, head, kAwait);
    gone_ = gone_ || failed;
    if (request.get().method() == http::verb::head) co_return;
    response.stream->on_more([weak = this->weak_from_this()] {
      const auto self = weak.lock();
      if (self) asio::post(self->stream_.get_executor(), [self] { self->wake(); });
    });
    while (!gone_ && !draining_) {
      const std::optional<std::string> bytes = response.stream->take();
      if (!bytes) break;
      if (bytes->empty()) {
        co_await wait_for_more();
      } else {
        co_await write_bytes(*bytes);
      }
    }
    response.stream->on_more({});
  }

  asio::awaitable<void> write_bytes(const std::string& bytes) {
    begin_phase(site_.deadlines().write);
    const auto [failed, size] = co_await asio::async_write(stream_, asio::buffer(bytes), kAwait);
    gone_ = gone_ || failed;
  }

  asio::awaitable<void> wait_for_more() {
    timer_.expires_at(Clock::time_point::max());
    waiting_ = true;
    co_await timer_.async_wait(kAwait);
    waiting_ = false;
  }

  /// Lets wait_for_more() return.
  void wake() {
    if (waiting_) timer_.cancel();
  }

  /// A socket that is closed with bytes unread takes the answer away from the client, so the rest of a
  /// refused request is read and dropped for a while.
  asio::awaitable<void> say_goodbye() {
    if (gone_) co_return;
    begin_phase(site_.deadlines().linger);
    error_code failed;
    if constexpr (kIsTls) {
      if (!unread_) co_await stream_.async_shutdown(kAwait);
    }
    socket().shutdown(tcp::socket::shutdown_send, failed);
    while (unread_ && !failed) {
      buffer_.clear();
      std::tie(failed, std::ignore) = co_await socket().async_read_some(buffer_.prepare(kReadBytes), kAwait);
    }
  }

  HttpSite& site_;
  const bool on_loopback_;
  Stream stream_;
  asio::steady_timer timer_;
  boost::beast::flat_buffer buffer_{limits::kHeaderBytes + kReadBytes};  ///< read, but not used yet
  bool waiting_ = false;                                                 ///< for more of a body that goes on
  bool served_ = false;                                                  ///< a request was answered
  bool unread_ = false;    ///< a request was answered before it was read
  bool expired_ = false;   ///< the phase at hand took too long
  bool gone_ = false;      ///< nothing can be sent any more
  bool draining_ = false;  ///< no further requests are wanted
};

}  // namespace

std::shared_ptr<Connection> make_http_connection(tcp::socket socket, HttpSite& site, bool on_loopback,
                                                 asio::ssl::context* tls) {
  if (tls == nullptr) {
    return std::make_shared<HttpConnection<tcp::socket>>(site, on_loopback, std::move(socket));
  }
  return std::make_shared<HttpConnection<TlsStream>>(site, on_loopback, std::move(socket), *tls);
}

}  // namespace tracewh::net
