#include "net/bodies.hpp"
#include "net/client.hpp"
#include "net/failing_allocations.hpp"
#include "net/grpc_socket.hpp"
#include "net/running_service.hpp"

#include <catch2/catch.hpp>

#include <new>
#include <stdexcept>
#include <string>

using namespace tracewh;
using namespace tracewh::net;
using namespace tracewh::net::test;

namespace {

constexpr std::size_t kLarge = std::size_t{32} << 20;
constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\n";

Route throwing_route(std::string_view path, void (*act)()) {
  return {"GET", path, {}, [act](const Request&, const Respond&) { act(); }};
}

std::string get(std::string_view path) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

bool tells_of_one_failure(Client& client) {
  client.send(get("/metrics"));
  return client.receive().find("\ntracewh_connections_failed_total 1\n") != std::string::npos;
}

}  // namespace

TEST_CASE("A failed allocation ends the connection of HTTP that needed it, and no other") {
  RunningService running;
  Client other(running.http_port());
  other.send(post(otlp_json("before")));
  REQUIRE(other.receive().starts_with(kOk));
  {
    Client large(running.http_port());
    const std::string piece(std::size_t{1} << 20, ' ');
    const FailingAllocations failing(kLarge / 2);
    large.send(post_head("Content-Length: " + std::to_string(kLarge) + "\r\n"));
    while (large.send(piece)) {
    }
    CHECK(large.receive_all().empty());
  }
  other.send(post(otlp_json("after")));
  CHECK(other.receive().starts_with(kOk));
  CHECK(tells_of_one_failure(other));
}

TEST_CASE("A failed allocation ends the connection of gRPC that needed it, and no other") {
  RunningService running;
  GrpcClient other(running.grpc_port());
  REQUIRE(other->wait_for(other->call(otlp_message("before"))) == "0");
  {
    GrpcClient large(running.grpc_port());
    const auto call = large->call(std::string(kLarge, 'x'));
    const FailingAllocations failing(kLarge / 2);
    CHECK(large->wait_for(call).empty());
  }
  CHECK(other->wait_for(other->call(otlp_message("after"))) == "0");
  Client client(running.http_port());
  CHECK(tells_of_one_failure(client));
}

TEST_CASE("What a handler throws is an answer, and the connection goes on") {
  RunningService running(FakeSink::Manner::kStore, {}, {},
                         {throwing_route("/broken", [] { throw std::runtime_error("broken"); }),
                          throwing_route("/exhausted", [] { throw std::bad_alloc(); })});
  Client client(running.http_port());
  client.send(get("/broken"));
  const std::string broken = client.receive();
  CHECK(broken.starts_with("HTTP/1.1 500 Internal Server Error\r\n"));
  CHECK(broken.ends_with("\r\n\r\nbroken\n"));
  client.send(get("/exhausted"));
  const std::string exhausted = client.receive();
  CHECK(exhausted.starts_with("HTTP/1.1 503 "));
  CHECK(exhausted.find("Retry-After: 1\r\n") != std::string::npos);
  client.send(get("/health"));
  CHECK(client.receive().starts_with(kOk));
}

TEST_CASE("A route has its own deadline, and its own words for an answer that is late") {
  using namespace std::chrono_literals;
  Route silent{"GET", "/silent", {}, [](const Request&, const Respond&) {}};
  silent.deadline = 10ms;
  silent.late = {RequestError::Kind::kDeadlineExceeded, "nobody knows"};
  silent.error_type = "application/json";
  RunningService running(FakeSink::Manner::kStore, {}, {}, {silent});
  Client client(running.http_port());
  client.send(get("/silent"));
  const std::string response = client.receive();
  CHECK(response.starts_with("HTTP/1.1 503 "));
  CHECK(response.ends_with(R"({"code":4,"message":"nobody knows"})"));
}
