#include "net/service.hpp"

#include "base/error.hpp"
#include "net/bodies.hpp"
#include "net/certificate.hpp"
#include "net/client.hpp"
#include "net/connect.hpp"
#include "net/running_service.hpp"
#include "support/temporary_directory.hpp"

#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <future>
#include <thread>

using namespace tracewh;
using namespace tracewh::net;
using namespace tracewh::net::test;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\n";

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string chunked(std::string_view body) {
  std::string text;
  for (std::size_t i = 0; i < body.size(); i += 50) {
    const std::string_view chunk = body.substr(i, 50);
    text += fmt::format("{:x}\r\n{}\r\n", chunk.size(), chunk);
  }
  return text + "0\r\n\r\n";
}

}  // namespace

TEST_CASE("One connection carries several requests") {
  RunningService running;
  Client client(running.http_port());
  for (const char* name : {"one", "two", "three"}) {
    client.send(post(otlp_json(name)));
    const std::string response = client.receive();
    CHECK(response.starts_with(kOk));
    CHECK(response.ends_with("\r\n\r\n{}"));
  }
  CHECK(running.sink.wait_for_spans(3) == std::vector<std::string>{"one", "two", "three"});
}

TEST_CASE("Requests that are sent at once are answered in order") {
  RunningService running;
  Client client(running.http_port());
  client.send(post(otlp_json("one")) + "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" + post("{") +
              post(otlp_json("two"), "Connection: close\r\n"));
  CHECK(client.receive().ends_with("{}"));
  CHECK(client.receive().ends_with(R"({"status":"ok"})"));
  CHECK(client.receive().starts_with("HTTP/1.1 400 "));
  const std::string last = client.receive_all();
  CHECK(last.starts_with(kOk));
  CHECK(has(last, "Connection: close\r\n"));
  CHECK(running.sink.wait_for_spans(2) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("HEAD is answered like GET, without the body") {
  RunningService running;
  Client client(running.http_port());
  client.send(
      "HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
      "HEAD /v1/traces HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const std::string answers = client.receive_all();
  CHECK(answers.starts_with(kOk));
  CHECK(has(answers, "Content-Length: 15\r\n"));
  CHECK(has(answers, "\r\n\r\nHTTP/1.1 405 "));
  CHECK(answers.ends_with("\r\n\r\n"));
}

TEST_CASE("Bodies come in chunks, compressed, and byte by byte") {
  RunningService running;
  Client client(running.http_port());
  client.send(post_head("Transfer-Encoding: chunked\r\n") + chunked(otlp_json("one")));
  CHECK(client.receive().starts_with(kOk));
  client.send(post_head("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n") +
              chunked(gzip(otlp_json("two"))));
  CHECK(client.receive().starts_with(kOk));
  for (const char byte : post(otlp_json("three"))) client.send({&byte, 1});
  CHECK(client.receive().starts_with(kOk));
  CHECK(running.sink.wait_for_spans(3) == std::vector<std::string>{"one", "two", "three"});
}

TEST_CASE("A body larger than a few reads arrives whole") {
  RunningService running;
  Client client(running.http_port());
  std::string more;
  for (int i = 0; i < 3000; ++i) {
    more += fmt::format(
        R"(,{{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"{:016x}","name":"more"}})", i + 0x1000);
  }
  client.send(post(otlp_json("one", more)));
  CHECK(client.receive().starts_with(kOk));
  CHECK(running.sink.span_count() == 3001);
}

TEST_CASE("A client that asks is told to go on") {
  RunningService running;
  Client client(running.http_port());
  const std::string body = otlp_json("one");
  client.send(post_head(fmt::format("Content-Length: {}\r\nExpect: 100-continue\r\n", body.size())));
  CHECK(client.receive() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send(body);
  CHECK(client.receive().starts_with(kOk));
}

TEST_CASE("What is refused by its head is refused before its body was sent") {
  RunningService running;
  struct Case {
    std::string request;
    std::string_view status;
  };
  const auto expected =
      GENERATE(Case{post_head("Content-Length: 67108865\r\n"), "413"},
               Case{post_head("Content-Length: 16777217\r\nContent-Encoding: gzip\r\n"), "413"},
               Case{post_head("Content-Length: 9\r\nExpect: everything\r\n"), "417"},
               Case{post_head("Content-Length: 9\r\nContent-Encoding: br\r\n"), "415"},
               Case{post_head("Content-Length: 9\r\nOrigin: http://evil.example\r\n"), "403"},
               Case{"POST /v1/traces HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\n", "421"},
               Case{"POST /v1/traces HTTP/1.1\r\nContent-Length: 9\r\n\r\n", "400"},
               Case{"POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n", "404"},
               Case{"PUT /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n", "405"},
               Case{post_head("Transfer-Encoding: xchunked\r\n"), "400"},
               Case{post_head("Transfer-Encoding: gzip, chunked\r\n"), "400"},
               Case{post_head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), "400"},
               Case{post_head("Transfer-Encoding: chunked\r\nContent-Length: 9\r\n"), "400"},
               Case{post_head("Content-Length: x\r\n"), "400"}, Case{"\x16\x03\x01 hello\r\n\r\n", "400"},
               Case{post_head("X-Long: " + std::string(9000, 'x') + "\r\n"), "431"});
  INFO(expected.request.substr(0, 200));
  Client client(running.http_port());
  client.send(expected.request);
  const std::string response = client.receive();
  CHECK(response.substr(9, 3) == expected.status);
  CHECK(has(response, "Connection: close\r\n"));
}

TEST_CASE("The answer to a body that is too large arrives although the body is on its way") {
  RunningService running;
  Client client(running.http_port());
  client.send(post_head("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"));
  const std::string megabyte = fmt::format("100000\r\n{}\r\n", std::string(std::size_t{1} << 20, 'x'));
  for (int i = 0; i < 20; ++i) client.send(megabyte);
  CHECK(client.receive().starts_with("HTTP/1.1 413 "));
}

TEST_CASE("A bomb is refused, and the next request on the connection answered") {
  RunningService running;
  Client client(running.http_port());
  client.send(post(gzip(std::string(std::size_t{65} << 20, ' ')), "Content-Encoding: gzip\r\n"));
  CHECK(client.receive().starts_with("HTTP/1.1 413 "));
  client.send(post(otlp_json("one")));
  CHECK(client.receive().starts_with(kOk));
}

TEST_CASE("Slow clients are told, and others are served meanwhile") {
  Deadlines deadlines;
  // Long enough for a client that is not slow on a machine that is.
  deadlines.header = 2s;
  deadlines.body_grace = 2s;
  RunningService running(FakeSink::Manner::kStore, deadlines);
  Client slow_head(running.http_port());
  slow_head.send("POST /v1/tra");
  Client slow_body(running.http_port());
  slow_body.send(post_head("Content-Length: 100\r\n") + "{");
  Client silent(running.http_port());
  Client quick(running.http_port());
  quick.send(post(otlp_json("one")));
  CHECK(quick.receive().starts_with(kOk));
  CHECK(slow_head.receive_all().starts_with("HTTP/1.1 408 "));
  const std::string response = slow_body.receive_all();
  CHECK(response.starts_with("HTTP/1.1 408 "));
  CHECK(response.ends_with(R"({"code":4,"message":"the request did not arrive in time"})"));
  CHECK(silent.receive_all().empty());
}

TEST_CASE("Single bytes do not prolong a deadline") {
  Deadlines deadlines;
  deadlines.header = 2s;
  RunningService running(FakeSink::Manner::kStore, deadlines);
  Client client(running.http_port());
  auto response = std::async(std::launch::async, [&] { return client.receive_all(); });
  client.send("POST /v1/traces HTTP/1.1\r\nX: ");
  while (response.wait_for(10ms) != std::future_status::ready) client.send("x");
  CHECK(response.get().starts_with("HTTP/1.1 408 "));
}

TEST_CASE("An idle connection is closed after a while") {
  Deadlines deadlines;
  deadlines.idle = 100ms;
  RunningService running(FakeSink::Manner::kStore, deadlines);
  Client client(running.http_port());
  client.send(post("{}"));
  CHECK(client.receive().starts_with(kOk));
  CHECK(client.receive_all().empty());
}

TEST_CASE("A commit that takes too long is a 503, and one that comes later disturbs nothing") {
  Deadlines deadlines;
  deadlines.acknowledgement = 100ms;
  RunningService running(FakeSink::Manner::kHold, deadlines);
  Client client(running.http_port());
  client.send(post(otlp_json("one")));
  const std::string response = client.receive();
  CHECK(response.starts_with("HTTP/1.1 503 "));
  CHECK(has(response, "Retry-After: 1\r\n"));
  running.sink.store_held();
  client.send(post("{}"));
  CHECK(client.receive().ends_with("\r\n\r\n{}"));
}

TEST_CASE("Stopping waits for the request at hand and ends idle connections") {
  RunningService running(FakeSink::Manner::kHold);
  Client idle(running.http_port());
  idle.send(post("{}"));
  CHECK(idle.receive().starts_with(kOk));
  Client busy(running.http_port());
  busy.send(post(otlp_json("one")));
  running.sink.wait_for_spans(1);

  auto stopped = std::async(std::launch::async, [&] { running.service.stop(1min); });
  CHECK(idle.receive_all().empty());
  CHECK(stopped.wait_for(0s) == std::future_status::timeout);
  running.sink.store_held();
  // To its end, which the server makes.
  CHECK(busy.receive_all().starts_with(kOk));
  stopped.get();
}

TEST_CASE("Stopping does not wait for ever") {
  Deadlines deadlines;
  deadlines.acknowledgement = 10min;
  RunningService running(FakeSink::Manner::kHold, deadlines);
  Client busy(running.http_port());
  busy.send(post(otlp_json("one")));
  Client half(running.http_port());
  half.send(post_head("Content-Length: 100\r\n"));
  running.sink.wait_for_spans(1);
  running.service.stop(50ms);
  CHECK(busy.receive_all().empty());
  CHECK(half.receive_all().empty());
  running.sink.store_held();
}

TEST_CASE("Idle connections, and those that only begin a request, make room for new ones") {
  RunningService running;
  std::vector<std::unique_ptr<Client>> clients;
  for (std::size_t i = 0; i < base::limits::kConnections; ++i) {
    clients.push_back(std::make_unique<Client>(running.http_port()));
    clients.back()->send(post("{}"));
    REQUIRE(clients.back()->receive().starts_with(kOk));
  }
  clients.front()->send("POST /v1/traces HT");
  for (int i = 0; i < 3; ++i) {
    Client next(running.http_port());
    next.send(post("{}"));
    CHECK(next.receive().starts_with(kOk));
  }
  CHECK(clients[0]->receive_all().empty());
  CHECK(clients[1]->receive_all().empty());
  clients.back()->send(post("{}"));
  CHECK(clients.back()->receive().starts_with(kOk));
}

TEST_CASE("Busy connections of one port shut out nobody at another") {
  RunningService running;
  std::vector<std::unique_ptr<Client>> clients;
  for (std::size_t i = 0; i < base::limits::kConnections; ++i) {
    clients.push_back(std::make_unique<Client>(running.http_port()));
    clients.back()->send(post_head("Content-Length: 9\r\nExpect: 100-continue\r\n"));
    // Who is told to go on has a request under way.
    REQUIRE(clients.back()->receive_some().starts_with("HTTP/1.1 100"));
  }
  Client refused(running.http_port());
  CHECK(refused.receive_all().empty());
  Client other(running.zipkin_port());
  other.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(other.receive().starts_with(kOk));
  clients.pop_back();
  while (running.service.open_connections() > clients.size() + 1) std::this_thread::yield();
  Client next(running.http_port());
  next.send(post("{}"));
  CHECK(next.receive().starts_with(kOk));
}

TEST_CASE("Datagrams of Jaeger are stored, and others disturb nothing") {
  RunningService running;
  asio::io_context io;
  asio::ip::udp::socket socket(io, asio::ip::udp::v4());
  const asio::ip::udp::endpoint receiver(asio::ip::address_v4::loopback(), running.udp_port());
  socket.send_to(asio::buffer("no batch", 8), receiver);
  socket.send_to(asio::buffer(fixture("jaeger/story.datagrams")), receiver);
  const std::vector<std::string> names = running.sink.wait_for_spans(1);
  CHECK(std::find(names.begin(), names.end(), "multiagent.task.code_generation") != names.end());
}

TEST_CASE("Datagrams that have arrived are stored before the end") {
  RunningService running;
  asio::io_context io;
  asio::ip::udp::socket socket(io, asio::ip::udp::v4());
  const asio::ip::udp::endpoint receiver(asio::ip::address_v4::loopback(), running.udp_port());
  // No more than the smallest buffers hold, so that none is lost however late the server reads.
  constexpr std::size_t kDatagrams = 10;
  const std::string datagram = fixture("jaeger/story.thrift");
  for (std::size_t i = 0; i < kDatagrams; ++i) socket.send_to(asio::buffer(datagram), receiver);
  running.service.stop(1min);
  const std::size_t one = running.sink.span_count() / kDatagrams;
  CHECK(one > 0);
  CHECK(running.sink.span_count() == kDatagrams * one);
}

TEST_CASE("TLS is served to clients that trust the certificate") {
  const tracewh::test::TemporaryDirectory directory;
  Protection protection = protect_by_tls(directory);
  protection.token = "secret";
  RunningService running(FakeSink::Manner::kStore, {}, protection);
  CHECK(running.service.listening().front().url.starts_with("https://"));

  asio::io_context io;
  asio::ssl::context trust(asio::ssl::context::tls_client);
  trust.load_verify_file(protection.certificate_file);
  asio::ssl::stream<asio::ip::tcp::socket> stream(io, trust);
  stream.set_verify_mode(asio::ssl::verify_peer);
  connect(stream.next_layer(), running.http_port());
  stream.handshake(asio::ssl::stream_base::client);
  const auto exchange = [&](std::string_view fields) {
    asio::write(stream, asio::buffer(post(otlp_json("one"), fields)));
    std::string response(12, '\0');
    asio::read(stream, asio::buffer(response));
    return response;
  };
  SECTION("with the token") { CHECK(exchange("Authorization: Bearer secret\r\n") == "HTTP/1.1 200"); }
  SECTION("without it") { CHECK(exchange("") == "HTTP/1.1 401"); }
}

TEST_CASE("A certificate that cannot be used is named") {
  const tracewh::test::TemporaryDirectory directory;
  Protection protection;
  protection.certificate_file = (directory / "missing.pem").string();
  protection.key_file = protection.certificate_file;
  CHECK_THROWS_WITH(RunningService(FakeSink::Manner::kStore, {}, protection),
                    Catch::Contains("--tls-cert: cannot use") && Catch::Contains("missing.pem"));
}

TEST_CASE("A place that is taken is named") {
  const RunningService first;
  const decode::Semantics semantics = decode::Semantics::shipped();
  FakeSink sink;
  Service second({}, {}, semantics, nullptr, sink, {}, {});
  try {
    second.listen_http("zipkin", {"127.0.0.1", first.http_port()});
    FAIL("two listeners at one place");
  } catch (const base::Error& error) {
    CHECK(error.what() ==
          fmt::format("cannot listen at 127.0.0.1:{}: another program listens there", first.http_port()));
    CHECK(has(error.hint(), "--zipkin off"));
  }
}

TEST_CASE("The network is served only with a token, or when that is wanted") {
  const decode::Semantics semantics = decode::Semantics::shipped();
  FakeSink sink;
  Service open({}, {}, semantics, nullptr, sink, {}, {});
  CHECK_THROWS_AS(open.listen_http("zipkin", {"0.0.0.0", 0}), base::Error);
  Protection protection;
  protection.token = "secret";
  Service with_token(protection, {}, semantics, nullptr, sink, {}, {});
  CHECK_NOTHROW(with_token.listen_http("zipkin", {"0.0.0.0", 0}));
  CHECK_THROWS_AS(with_token.listen_jaeger_udp("jaeger-udp", {"0.0.0.0", 0}), base::Error);
  protection.allow_strangers = true;
  Service wanted(protection, {}, semantics, nullptr, sink, {}, {});
  CHECK_NOTHROW(wanted.listen_jaeger_udp("jaeger-udp", {"0.0.0.0", 0}));
}
