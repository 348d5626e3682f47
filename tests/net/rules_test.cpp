#include "base/error.hpp"
#include "net/http/access.hpp"
#include "net/http/refusal.hpp"
#include "net/http/routes.hpp"
#include "net/transport/byte_budget.hpp"
#include "net/transport/endpoint.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::net;

namespace {

Request head(std::string method, std::string target, std::string host = "localhost:4318") {
  Request request{std::move(method), std::move(target), {}, {}};
  request.headers.add("Host", std::move(host));
  return request;
}

/// The status of a refusal; 0 when there is none.
unsigned status(const std::optional<Response>& refused) { return refused ? refused->status : 0; }

Routes sample_routes() {
  const Handler handler = [](const Request& request, const Respond& respond) {
    respond({200, "text/plain", request.target, {}});
  };
  return Routes({{"POST", "/spans", {"application/json", ""}, handler},
                 {"GET", "/spans", {}, handler},
                 {"POST", "/typed", {"application/json"}, handler}});
}

}  // namespace

TEST_CASE(
    "On a loopback address only names of this machine are answered, and on others where names are given") {
  const Access access({}, {"traces.example"});
  for (const char* known : {"localhost", "localhost:4318", "LOCALHOST:80", "127.0.0.1:9411", "[::1]:4318",
                            "[::1]", "traces.example:4318"}) {
    INFO(known);
    CHECK(status(access.refuse(head("GET", "/", known), true)) == 0);
  }
  for (const char* unknown : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:4318", "",
                              "[::1]evil", "127.0.0.2"}) {
    INFO(unknown);
    CHECK(status(access.refuse(head("GET", "/", unknown), true)) == 421);
    CHECK(status(access.refuse(head("GET", "/", unknown), false)) == 421);
    CHECK(status(Access({}, {}).refuse(head("GET", "/", unknown), false)) == 0);
  }
}

TEST_CASE("A request names its host once") {
  const Access access({}, {});
  CHECK(status(access.refuse({"GET", "/", {}, {}}, true)) == 400);
  Request twice = head("GET", "/");
  twice.headers.add("host", "localhost");
  CHECK(status(access.refuse(twice, false)) == 400);
}

TEST_CASE("Pages of other origins are refused") {
  const Access access({}, {});
  const auto ask = [&](const char* origin) {
    Request request = head("POST", "/v1/traces", "localhost:4318");
    request.headers.add("Origin", origin);
    return status(access.refuse(request, true));
  };
  CHECK(ask("http://localhost:4318") == 0);
  CHECK(ask("https://LOCALHOST:4318") == 0);
  CHECK(ask("http://localhost:3000") == 403);
  CHECK(ask("http://evil.example") == 403);
  CHECK(ask("null") == 403);
  CHECK(ask("") == 403);
}

TEST_CASE("A token is asked for everywhere but at /health") {
  const Access access("secret", {});
  const auto ask = [&](const char* credentials) {
    Request request = head("POST", "/v1/traces");
    request.headers.add("Authorization", credentials);
    return status(access.refuse(request, true));
  };
  CHECK(ask("Bearer secret") == 0);
  CHECK(ask("bearer secret") == 0);
  CHECK(ask("Bearer secreT") == 401);
  CHECK(ask("Bearer secret2") == 401);
  CHECK(ask("Bearer secre") == 401);
  CHECK(ask("Bearer ") == 401);
  CHECK(ask("secret") == 401);
  CHECK(ask("Basic secret") == 401);
  CHECK(status(access.refuse(head("GET", "/health"), true)) == 0);
  const auto refused = access.refuse(head("GET", "/metrics"), true);
  CHECK(status(refused) == 401);
  CHECK(refused->headers.get("WWW-Authenticate") == "Bearer");
}

TEST_CASE("Routes tell what is wrong with a request") {
  const Routes routes = sample_routes();
  CHECK(status(routes.refuse(head("GET", "/nothing"))) == 404);
  CHECK(status(routes.refuse(head("GET", "/spans?limit=1"))) == 0);
  const auto wrong_method = routes.refuse(head("DELETE", "/spans"));
  CHECK(status(wrong_method) == 405);
  CHECK(wrong_method->headers.get("Allow") == "POST, GET, HEAD");
  // Without CORS there is no answer to a browser's question whether a page may post.
  CHECK(status(routes.refuse(head("OPTIONS", "/spans"))) == 405);
}

TEST_CASE("Routes take bodies of their media types and of known codings") {
  const Routes routes = sample_routes();
  const auto post = [&](std::string path, std::string media_type, std::string coding = {}) {
    Request request = head("POST", std::move(path));
    request.headers.add("Content-Type", std::move(media_type));
    request.headers.add("Content-Encoding", std::move(coding));
    return status(routes.refuse(request));
  };
  CHECK(post("/typed", "application/json") == 0);
  CHECK(post("/typed", "Application/JSON ; charset=utf-8") == 0);
  CHECK(post("/typed", "text/plain") == 415);
  CHECK(post("/typed", "") == 415);
  CHECK(post("/spans", "") == 0);
  CHECK(post("/typed", "application/json", "gzip") == 0);
  CHECK(post("/typed", "application/json", "br") == 415);
}

TEST_CASE("A request that is not refused reaches its handler") {
  std::string target;
  sample_routes().handle(head("GET", "/spans?limit=1"),
                         [&](const Response& response) { target = response.body; });
  CHECK(target == "/spans?limit=1");
}

TEST_CASE("A refusal speaks the request's encoding") {
  const Response json = refusal("application/json", {400, "a \"quoted\" reason"});
  CHECK(json.body == R"({"code":3,"message":"a \"quoted\" reason"})");
  const Response protobuf = refusal("application/x-protobuf", {413, "big"});
  CHECK(protobuf.body == std::string("\x08\x08\x12\x03") + "big");
  CHECK(protobuf.headers.count("Retry-After") == 0);
  const Response text = refusal("text/html", {503, "\xFF<b>"});
  CHECK(text.content_type == "text/plain; charset=utf-8");
  CHECK(text.body == "\xEF\xBF\xBD<b>\n");
  CHECK(text.headers.get("Retry-After") == "1");
}

TEST_CASE("A budget is shared and given back") {
  ByteBudget budget(100);
  ByteBudget::Share first(budget);
  CHECK(first.grow(60));
  {
    ByteBudget::Share second(budget);
    CHECK(second.grow(40));
    CHECK_FALSE(second.grow(1));
    CHECK(budget.used() == 100);
  }
  CHECK(budget.used() == 60);
  CHECK(first.grow(40));
}

TEST_CASE("Places to listen are read") {
  CHECK(parse_endpoint("--x", "4318")->text() == "localhost:4318");
  CHECK(parse_endpoint("--x", "localhost:0")->port == 0);
  CHECK(parse_endpoint("--x", "0.0.0.0:80")->text() == "0.0.0.0:80");
  CHECK(parse_endpoint("--x", "[::1]:65535")->text() == "[::1]:65535");
  CHECK_FALSE(parse_endpoint("--x", "off").has_value());
  for (const char* bad : {"", ":", "x", "4318x", "65536", "-1", "::1:80", "[127.0.0.1]:80", "example.com:80",
                          "127.0.0.1", "127.0.0.1:", "[::1:80"}) {
    INFO(bad);
    CHECK_THROWS_AS(parse_endpoint("--x", bad), base::Error);
  }
}

TEST_CASE("A place on loopback is known as such") {
  CHECK(parse_endpoint("--x", "1")->on_loopback());
  CHECK(parse_endpoint("--x", "127.1.2.3:1")->on_loopback());
  CHECK(parse_endpoint("--x", "[::1]:1")->on_loopback());
  CHECK_FALSE(parse_endpoint("--x", "0.0.0.0:1")->on_loopback());
  CHECK_FALSE(parse_endpoint("--x", "[::]:1")->on_loopback());
}
