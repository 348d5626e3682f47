#include "net/grpc/grpc_connection.hpp"

#include "net/grpc/grpc_session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <type_traits>
#include <utility>

namespace tracewh::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using TlsStream = asio::ssl::stream<tcp::socket>;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// A few frames of the usual size at a time.
constexpr std::size_t kReadBytes = std::size_t{64} << 10;
constexpr std::size_t kWriteBytes = std::size_t{64} << 10;

template <typename Stream>
class GrpcConnection final : public Connection, public std::enable_shared_from_this<GrpcConnection<Stream>> {
 public:
  template <typename... StreamArguments>
  GrpcConnection(const GrpcService& service, const Deadlines& deadlines, StreamArguments&&... arguments)
      : service_(service),
        deadlines_(deadlines),
        stream_(std::forward<StreamArguments>(arguments)...),
        changed_(stream_.get_executor()),
        limit_(stream_.get_executor()),
        session_(service, deadlines, &Clock::now) {}

  asio::awaitable<void> run() override {
    // GCC 12 generates a trap for a coroutine that awaits in the conditions of nested statements.
    receiving_ = co_await shake_hands();
    if (receiving_) receive();
    co_await send_all();
    close();
    if (failure_) std::rethrow_exception(failure_);
  }

  void drain() override {
    asio::post(stream_.get_executor(),
               [self = this->shared_from_this()] { self->attempt([&] { self->session_.drain(); }); });
  }

  void abort() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] { self->close(); });
  }

  void close() override {
    error_code ignored;
    socket().close(ignored);
    limit_.cancel();
    changed_.cancel();
  }

 private:
  static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

  tcp::socket& socket() {
    if constexpr (kIsTls) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }

  /// Does something beside run(). What it throws ends the connection, and is thrown by run().
  template <typename Act>
  void attempt(Act act) {
    try {
      act();
    } catch (...) {
      failure_ = std::current_exception();
      receiving_ = false;
      close();
    }
    if (session_.idle() != this->is_idle()) this->set_idle(session_.idle());
    changed_.cancel();
  }

  /// The reply comes from a thread of the workers or of the sink, and perhaps after the connection's end.
  void carry_out(GrpcCall call) {
    const std::int32_t stream = call.stream;
    call.sender = this;
    service_.carry_out(std::move(call), [weak = this->weak_from_this(), executor = stream_.get_executor(),
                                         stream](const GrpcReply& reply) {
      asio::post(executor, [weak, stream, reply] {
        const auto self = weak.lock();
        if (self != nullptr) self->attempt([&] { self->session_.answer(stream, reply); });
      });
    });
  }

  /// Closes the connection in `time`, unless `limit_` is cancelled before.
  void limit(std::chrono::milliseconds time) {
    limit_.expires_after(time);
    limit_.async_wait([self = this->shared_from_this()](error_code cancelled) {
      if (!cancelled) self->close();
    });
  }

  asio::awaitable<bool> shake_hands() {
    if constexpr (kIsTls) {
      limit(deadlines_.header);
      const auto [failed] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
      limit_.cancel();
      co_return !failed;
    }
    co_return true;
  }

  /// Receives beside what run() sends, until the client ends or sends what is not HTTP/2.
  void receive() {
    stream_.async_read_some(asio::buffer(input_),
                            [self = this->shared_from_this()](error_code failed, std::size_t size) {
                              self->attempt([&] { self->take(failed, size); });
                            });
  }

  void take(error_code failed, std::size_t size) {
    receiving_ = !failed && session_.receive({input_.data(), size});
    for (GrpcCall& call : session_.take_calls()) carry_out(std::move(call));
    // A client that does not read its answers cannot ask for more.
    paused_ = receiving_ && writing_;
    if (receiving_ && !paused_) receive();
  }

  asio::awaitable<void> send_all() {
    while (receiving_) {
      session_.expire();
      output_.clear();
      session_.take_output(output_, kWriteBytes);
      if (!output_.empty()) {
        co_await write();
      } else if (session_.finished()) {
        co_await linger();
      } else {
        changed_.expires_at(session_.deadline());
        co_await changed_.async_wait(kAwait);
      }
    }
  }

  /// A failure ends the receiving too.
  asio::awaitable<void> write() {
    writing_ = true;
    limit(deadlines_.write);
    const auto [failed, size] = co_await asio::async_write(stream_, asio::buffer(output_), kAwait);
    limit_.cancel();
    writing_ = false;
    if (failed) close();
    if (std::exchange(paused_, false)) receive();
  }

  /// Lets the client read what was sent last: closing while it sends would throw that away.
  asio::awaitable<void> linger() {
    error_code ignored;
    socket().shutdown(tcp::socket::shutdown_send, ignored);
    limit(deadlines_.linger);
    while (receiving_) {
      changed_.expires_at(TimePoint::max());
      co_await changed_.async_wait(kAwait);
    }
    limit_.cancel();
  }

  const GrpcService& service_;
  const Deadlines deadlines_;
  Stream stream_;
  asio::steady_timer changed_;  // goes off when there may be something to send, or when time is over
  asio::steady_timer limit_;    // goes off when a phase takes too long
  GrpcSession session_;
  std::array<char, kReadBytes> input_;
  std::string output_;
  bool writing_ = false;
  bool receiving_ = false;  // the client may send more
  bool paused_ = false;     // receiving goes on once what is written is written
  std::exception_ptr failure_;
};

}  // namespace

std::shared_ptr<Connection> make_grpc_connection(tcp::socket socket, const GrpcService& service,
                                                 const Deadlines& deadlines, asio::ssl::context* tls) {
  if (tls == nullptr) {
    return std::make_shared<GrpcConnection<tcp::socket>>(service, deadlines, std::move(socket));
  }
  return std::make_shared<GrpcConnection<TlsStream>>(service, deadlines, std::move(socket), *tls);
}

}  // namespace tracewh::net
