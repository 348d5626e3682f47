#include "net/http/body_stream.hpp"

#include "net/client.hpp"
#include "net/running_service.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <thread>

using namespace tracewh;
using namespace tracewh::net;
using namespace tracewh::net::test;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kAsk = "GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// A service that answers with one stream.
class StreamingService {
 public:
  const std::shared_ptr<BodyStream> body = std::make_shared<BodyStream>(std::size_t{1} << 24);
  RunningService running;

  explicit StreamingService(Deadlines deadlines = {})
      : running(FakeSink::Manner::kStore, deadlines, {}, {route()}) {}

 private:
  Route route() {
    return {"GET", "/stream", {}, [stream = body](const Request&, const Respond& respond) {
              Response response;
              response.content_type = "text/event-stream";
              response.stream = stream;
              respond(std::move(response));
            }};
  }
};

std::string body_of(const std::string& response) { return response.substr(response.find("\r\n\r\n") + 4); }

}  // namespace

TEST_CASE("A body that goes on arrives as it comes, and ends with the connection") {
  StreamingService service;
  service.body->add("before, ");
  Client client(service.running.http_port());
  client.send(kAsk);
  service.body->add("after, ");
  service.body->end("last");
  const std::string response = client.receive_all();
  CHECK(response.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(response.find("Connection: close\r\n") != std::string::npos);
  CHECK(response.find("Content-Length") == std::string::npos);
  CHECK(body_of(response) == "before, after, last");
}

TEST_CASE("Large pieces of a body arrive whole") {
  StreamingService service;
  Client client(service.running.http_port());
  client.send(kAsk);
  const std::string piece(3'000'000, 'x');
  service.body->add(piece);
  service.body->end(piece);
  CHECK(body_of(client.receive_all()) == piece + piece);
}

TEST_CASE("Stopping ends a body that goes on") {
  StreamingService service;
  Client client(service.running.http_port());
  client.send(kAsk);
  service.body->add("first");
  // What was received proves that the connection waits for more.
  std::string received;
  while (received.find("first") == std::string::npos) received += client.receive_some();
  service.running.service.stop(60s);
  CHECK(client.receive_all().empty());
}

TEST_CASE("A client that takes nothing of a body is given up") {
  Deadlines deadlines;
  deadlines.write = 50ms;
  StreamingService service(deadlines);
  Client client(service.running.http_port());
  client.send(kAsk);
  // More than the buffers of both sockets hold.
  service.body->add(std::string(std::size_t{1} << 24, 'x'));
  REQUIRE_FALSE(client.receive_some().empty());
  while (service.running.service.open_connections() > 0) std::this_thread::yield();
  CHECK(client.receive_all().size() < std::size_t{1} << 24);
}
