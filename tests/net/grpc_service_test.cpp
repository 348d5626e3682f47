#include "net/certificate.hpp"
#include "net/client.hpp"
#include "net/grpc_socket.hpp"
#include "net/running_service.hpp"

#include <boost/asio/ssl/stream.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <future>
#include <iterator>
#include <optional>

namespace tracewh::net {
namespace {

using namespace std::chrono_literals;
using test::Client;
using test::FakeSink;
using test::GrpcClient;
using test::otlp_message;
using test::RunningService;
namespace asio = boost::asio;

TEST_CASE("gRPC is served on a socket") {
  RunningService running;
  GrpcClient client(running.grpc_port());
  CHECK(client->wait_for(client->call(otlp_message("one"))) == "0");
  CHECK(client->wait_for(client->call(otlp_message("two"))) == "0");
  CHECK(running.sink.wait_for_spans(2) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("a large message passes a socket, and the connection is used on") {
  RunningService running;
  GrpcClient client(running.grpc_port());
  std::string message;
  protozero::pbf_writer(message).add_bytes(15, std::string(std::size_t{30} << 20, 'x'));
  CHECK(client->wait_for(client->call(message + otlp_message("large"))) == "0");
  CHECK(client->wait_for(client->call(otlp_message("small"))) == "0");
  CHECK(running.sink.span_count() == 2);
}

TEST_CASE("clients with many calls at a time are all answered") {
  RunningService running;
  constexpr int kClients = 4;
  constexpr int kCalls = 200;
  std::vector<std::future<int>> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(std::async(std::launch::async, [&] {
      GrpcClient client(running.grpc_port());
      std::vector<std::int32_t> calls;
      for (int call = 0; call < kCalls; ++call) calls.push_back(client->call(otlp_message("span")));
      return static_cast<int>(
          std::ranges::count_if(calls, [&](std::int32_t call) { return client->wait_for(call) == "0"; }));
    }));
  }
  for (auto& client : clients) CHECK(client.get() == kCalls);
  CHECK(running.sink.span_count() == kClients * kCalls);
}

TEST_CASE("a client that leaves before its commit disturbs nothing") {
  RunningService running(FakeSink::Manner::kHold);
  {
    GrpcClient client(running.grpc_port());
    client->call(otlp_message("left"));
    client->send();
    running.sink.wait_for_spans(1);
  }
  running.sink.store_held();
  running.sink.become(FakeSink::Manner::kStore);
  GrpcClient next(running.grpc_port());
  CHECK(next->wait_for(next->call(otlp_message("next"))) == "0");
}

TEST_CASE("stopping answers the calls at hand and ends idle connections") {
  RunningService running(FakeSink::Manner::kHold);
  std::optional<GrpcClient> idle(running.grpc_port());
  (*idle)->client.ping();
  (*idle)->run_until([&] { return (*idle)->client.pings_answered() == 1; });
  auto answer = std::async(std::launch::async, [&] {
    GrpcClient client(running.grpc_port());
    return client->wait_for(client->call(otlp_message("at hand")));
  });
  running.sink.wait_for_spans(1);
  auto stopped = std::async(std::launch::async, [&] { running.service.stop(1min); });
  CHECK((*idle)->run_until([&] { return (*idle)->client.went_away(); }));
  idle.reset();
  running.sink.store_held();
  CHECK(answer.get() == "0");
  stopped.get();
}

TEST_CASE("what is stored while the server stops is acknowledged, and nothing else") {
  RunningService running;
  std::vector<std::future<std::vector<std::string>>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::async(std::launch::async, [&, i] {
      GrpcClient client(running.grpc_port());
      std::vector<std::string> acknowledged;
      for (int call = 0;; ++call) {
        const std::string name = std::to_string(i) + "/" + std::to_string(call);
        if (client->wait_for(client->call(otlp_message(name))) != "0") return acknowledged;
        acknowledged.push_back(name);
      }
    }));
  }
  running.sink.wait_for_spans(1'000);
  running.service.stop(1min);
  std::vector<std::string> acknowledged;
  for (auto& client : clients) std::ranges::move(client.get(), std::back_inserter(acknowledged));
  std::vector<std::string> stored = running.sink.wait_for_spans(1'000);
  std::ranges::sort(acknowledged);
  std::ranges::sort(stored);
  CHECK(acknowledged == stored);
}

TEST_CASE("slow and foreign clients of gRPC are cut off, and others served") {
  Deadlines deadlines;
  // Long enough for a client that is not slow on a machine that is.
  deadlines.header = 2s;
  RunningService running(FakeSink::Manner::kStore, deadlines);
  Client silent(running.grpc_port());
  Client foreign(running.grpc_port());
  foreign.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  GrpcClient client(running.grpc_port());
  CHECK(client->wait_for(client->call(otlp_message("work"))) == "0");
  silent.receive_all();
  foreign.receive_all();
}

TEST_CASE("a client that does not read its answers is cut off") {
  Deadlines deadlines;
  deadlines.write = 50ms;
  RunningService running(FakeSink::Manner::kStore, deadlines);
  Client deaf(running.grpc_port());
  deaf.send(std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 33));
  // The answers to these fill all buffers between here and there, and then the server stops reading.
  const std::string ping("\0\0\x08\6\0\0\0\0\0ping!!!!", 17);
  std::string pings;
  for (int i = 0; i < 50; ++i) pings += ping;
  std::size_t sent = 0;
  while (deaf.send(pings)) ++sent;
  CHECK(sent > 0);
}

TEST_CASE("gRPC by TLS asks for HTTP/2 in the handshake") {
  const tracewh::test::TemporaryDirectory directory;
  const Protection protection = test::protect_by_tls(directory);
  RunningService running(FakeSink::Manner::kStore, {}, protection);
  asio::io_context io;
  asio::ssl::context trust(asio::ssl::context::tls_client);
  trust.load_verify_file(protection.certificate_file);
  asio::ssl::stream<asio::ip::tcp::socket> stream(io, trust);
  stream.set_verify_mode(asio::ssl::verify_peer);
  test::connect(stream.next_layer(), running.grpc_port());

  SECTION("which clients of gRPC offer") {
    const unsigned char offer[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1', 2, 'h', '2'};
    REQUIRE(SSL_set_alpn_protos(stream.native_handle(), offer, sizeof offer) == 0);
    stream.handshake(asio::ssl::stream_base::client);
    test::GrpcSocket client(stream);
    CHECK(client.wait_for(client.call(otlp_message("secure"))) == "0");
  }
  SECTION("and refuses clients that offer something else") {
    const unsigned char offer[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    REQUIRE(SSL_set_alpn_protos(stream.native_handle(), offer, sizeof offer) == 0);
    CHECK_THROWS(stream.handshake(asio::ssl::stream_base::client));
  }
}

}  // namespace
}  // namespace tracewh::net
