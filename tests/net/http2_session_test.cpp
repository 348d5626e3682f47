#include "net/grpc_exchange.hpp"

#include <catch2/catch.hpp>

namespace tracewh::net {
namespace {

using namespace std::chrono_literals;
using test::export_fields;
using test::FakeSink;
using test::grpc_framed;
using test::GrpcExchange;
using test::Http2Client;
using test::otlp_message;

/// An exchange whose client and server know each other's settings.
class OpenExchange : public GrpcExchange {
 public:
  OpenExchange() { run(); }

  /// The error that the server named when it said goodbye; 99 when it did not.
  std::uint32_t goodbye() const {
    constexpr std::uint32_t kNone = 99;
    return client.went_away() ? client.goaway_error() : kNone;
  }
};

TEST_CASE("pings are answered, also while a call waits") {
  OpenExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  exchange.call(otlp_message("work"));
  exchange.client.ping();
  exchange.client.ping();
  exchange.run();
  CHECK(exchange.client.pings_answered() == 2);
}

TEST_CASE("a client that does not speak HTTP/2 is cut off") {
  for (const std::string bytes :
       {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\x16\x03\x01", "PRI * HTTP/2.1"}) {
    GrpcExchange exchange;
    CHECK_FALSE(exchange.session.receive(bytes));
  }
  GrpcExchange halted;
  CHECK(halted.session.receive("PRI * HT"));
}

TEST_CASE("broken frames end the connection with an error") {
  OpenExchange exchange;
  // DATA on stream 0.
  REQUIRE(exchange.session.receive(std::string("\0\0\1\0\0\0\0\0\0x", 10)));
  exchange.run();
  CHECK(exchange.goodbye() == NGHTTP2_PROTOCOL_ERROR);
  CHECK(exchange.session.finished());
}

TEST_CASE("header fields over the limit are refused, and the connection lives on") {
  OpenExchange exchange;
  const auto large = exchange.call(otlp_message("a"), {{"x-large", std::string(16'384, 'x')}});
  const auto small = exchange.call(otlp_message("b"), {{"x-large", std::string(15'000, 'x')}});
  exchange.run();
  CHECK(exchange.outcome(large) == "http 431 error 0");
  CHECK(exchange.outcome(small) == "0");
}

TEST_CASE("a client that resets one call after the other is sent away") {
  OpenExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  for (std::uint32_t i = 0; i < base::limits::kAbandonedStreams; ++i) {
    const auto call = exchange.client.request(export_fields(), "", false);
    exchange.run();
    exchange.client.reset(call);
    exchange.run();
  }
  CHECK_FALSE(exchange.client.went_away());
  const auto last = exchange.client.request(export_fields(), "", false);
  exchange.run();
  exchange.client.reset(last);
  exchange.run();
  CHECK(exchange.goodbye() == NGHTTP2_ENHANCE_YOUR_CALM);
  CHECK(exchange.session.finished());
}

TEST_CASE("answered calls make up for abandoned ones") {
  OpenExchange exchange;
  for (std::uint32_t i = 0; i < 2 * base::limits::kAbandonedStreams; ++i) {
    const auto abandoned = exchange.client.request(export_fields(), "", false);
    exchange.run();
    exchange.client.reset(abandoned);
    exchange.call("");
    exchange.run();
  }
  CHECK_FALSE(exchange.client.went_away());
}

TEST_CASE("a flood of pings ends the connection") {
  OpenExchange exchange;
  std::string flood;
  for (std::size_t i = 0; i <= base::limits::kUnsentReplies; ++i)
    flood.append("\0\0\x08\6\0\0\0\0\0ping!!!!", 17);
  CHECK_FALSE(exchange.session.receive(flood));
}

TEST_CASE("a connection without calls is closed when it was idle for a while") {
  OpenExchange exchange;
  exchange.pass(50s);
  exchange.call("");
  exchange.run();
  CHECK(exchange.session.deadline() == exchange.now + 60s);
  exchange.pass(59s);
  CHECK_FALSE(exchange.session.finished());
  exchange.pass(1s);
  exchange.run();
  CHECK(exchange.goodbye() == NGHTTP2_NO_ERROR);
  CHECK(exchange.session.finished());
}

TEST_CASE("a client that never greets is not waited for as long") {
  GrpcExchange exchange;
  REQUIRE(exchange.session.receive("PRI * HTTP/2.0\r\n"));
  CHECK(exchange.session.deadline() == exchange.now + 10s);
  exchange.pass(10s);
  std::string out;
  exchange.session.take_output(out, 1000);
  CHECK(exchange.session.finished());
}

TEST_CASE("header fields that do not end close the connection") {
  OpenExchange exchange;
  // HEADERS without END_HEADERS, with ":method: POST" from the static table.
  REQUIRE(exchange.session.receive(std::string("\0\0\1\1\0\0\0\0\1\x83", 10)));
  CHECK(exchange.session.deadline() == exchange.now + 10s);
  exchange.pass(10s);
  exchange.run();
  CHECK(exchange.session.finished());
}

TEST_CASE("a body that drips is given up, and one that flows is not") {
  OpenExchange exchange;
  const auto slow =
      exchange.client.request(export_fields(), grpc_framed(std::string(100'000, 'x')).substr(0, 6), false);
  const auto fast =
      exchange.client.request(export_fields(), grpc_framed(std::string(100'000, 'x')).substr(0, 6), false);
  exchange.run();
  for (int second = 1; second <= 5; ++second) {
    exchange.client.send_more(slow, "x", false);
    exchange.client.send_more(fast, std::string(2048, 'x'), false);
    exchange.run();
    exchange.pass(1s);
  }
  exchange.run();
  CHECK(exchange.outcome(slow) == "http  error 8");  // CANCEL
  CHECK(exchange.outcome(fast) == "open");
  exchange.pass(25s);
  exchange.run();
  CHECK(exchange.outcome(fast) == "http  error 8");
  CHECK(exchange.bodies.used() == 0);
}

TEST_CASE("a client that leaves no room for the answer loses its call") {
  OpenExchange exchange;
  exchange.client.set_window(0);
  exchange.run();
  const auto call = exchange.call("");
  exchange.run();
  CHECK(exchange.outcome(call) == "open");
  CHECK(exchange.session.deadline() == exchange.now + 30s);
  exchange.pass(30s);
  exchange.run();
  CHECK(exchange.outcome(call).ends_with("error 8"));
}

TEST_CASE("a server that drains answers the calls at hand and takes no more") {
  OpenExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  const auto waiting = exchange.call(otlp_message("waiting"));
  const auto arriving = exchange.client.request(export_fields(), grpc_framed("").substr(0, 2), false);
  exchange.run();
  exchange.session.drain();
  exchange.run();
  CHECK(exchange.goodbye() == NGHTTP2_NO_ERROR);
  CHECK_FALSE(exchange.session.finished());
  exchange.client.send_more(arriving, grpc_framed("").substr(2), true);
  exchange.sink.store_held();
  exchange.run();
  CHECK(exchange.outcome(waiting) == "0");
  CHECK(exchange.outcome(arriving) == "0");
  CHECK(exchange.session.finished());
}

TEST_CASE("a call that crosses the goodbye is refused, and not carried out") {
  OpenExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  exchange.call(otlp_message("before"));
  exchange.run();
  exchange.session.drain();
  // The client does not know yet.
  const auto crossing = exchange.call(otlp_message("crossing"));
  REQUIRE(exchange.session.receive(exchange.client.take_output()));
  exchange.run();
  CHECK(exchange.client.stream(crossing).error == NGHTTP2_REFUSED_STREAM);
  CHECK(exchange.sink.wait_for_spans(1) == std::vector<std::string>{"before"});
}

TEST_CASE("an idle server that drains is finished at once") {
  OpenExchange exchange;
  exchange.session.drain();
  exchange.run();
  CHECK(exchange.session.finished());
}

}  // namespace
}  // namespace tracewh::net
