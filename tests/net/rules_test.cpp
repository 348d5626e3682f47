#include "base/error.hpp"
#include "net/http/access.hpp"
#include "net/http/error_response.hpp"
#include "net/http/routes.hpp"
#include "net/http/session.hpp"
#include "net/transport/byte_budget.hpp"
#include "net/transport/endpoint.hpp"

#include <catch2/catch.hpp>

#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace tracewh;
using namespace tracewh::net;

namespace {

Request head(std::string method, std::string target, std::string host = "localhost:4318") {
  Request request{std::move(method), std::move(target), {}, {}};
  request.headers.add("Host", std::move(host));
  return request;
}

/// The status of an error; 0 when there is none.
unsigned status(const std::optional<RequestError>& error) { return error ? http_status(error->kind) : 0; }

/// The answer of routes that do not take a request; status 0 when they do.
Response refusal(const Routes& routes, Request request) {
  auto found = routes.find(request);
  if (std::holds_alternative<const Route*>(found)) return {0, {}, {}};
  return std::get<Response>(std::move(found));
}

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
    CHECK(status(access.check(head("GET", "/", known), true)) == 0);
  }
  for (const char* unknown : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:4318", "",
                              "[::1]evil", "127.0.0.2"}) {
    INFO(unknown);
    CHECK(status(access.check(head("GET", "/", unknown), true)) == 421);
    CHECK(status(access.check(head("GET", "/", unknown), false)) == 421);
    CHECK(status(Access({}, {}).check(head("GET", "/", unknown), false)) == 0);
  }
}

TEST_CASE("A request names its host once") {
  const Access access({}, {});
  CHECK(status(access.check({"GET", "/", {}, {}}, true)) == 400);
  Request twice = head("GET", "/");
  twice.headers.add("host", "localhost");
  CHECK(status(access.check(twice, false)) == 400);
}

TEST_CASE("Pages of other origins are refused") {
  const Access access({}, {});
  const auto ask = [&](const char* origin) {
    Request request = head("POST", "/v1/traces", "localhost:4318");
    request.headers.add("Origin", origin);
    return status(access.check(request, true));
  };
  CHECK(ask("http://localhost:4318") == 0);
  CHECK(ask("https://LOCALHOST:4318") == 0);
  CHECK(ask("http://localhost:3000") == 403);
  CHECK(ask("http://evil.example") == 403);
  CHECK(ask("null") == 403);
  CHECK(ask("") == 403);
}

TEST_CASE("A token is asked for everywhere but at /health and for the page") {
  const Access access("secret", {});
  const auto ask = [&](const char* credentials) {
    Request request = head("POST", "/v1/traces");
    request.headers.add("Authorization", credentials);
    return status(access.check(request, true));
  };
  CHECK(ask("Bearer secret") == 0);
  CHECK(ask("bearer secret") == 0);
  CHECK(ask("Bearer secreT") == 401);
  CHECK(ask("Bearer secret2") == 401);
  CHECK(ask("Bearer secre") == 401);
  CHECK(ask("Bearer ") == 401);
  CHECK(ask("secret") == 401);
  CHECK(ask("Basic secret") == 401);
  CHECK(status(access.check(head("GET", "/health"), true)) == 0);
  CHECK(status(access.check(head("GET", "/metrics"), true)) == 401);
}

TEST_CASE("A cookie stands for the token, for reading only") {
  const Access access("secret", {});
  const auto ask = [&](const char* method, const std::string& cookies) {
    Request request = head(method, "/api/traces");
    request.headers.add("Cookie", cookies);
    return status(access.check(request, true));
  };
  const std::string cookie = session_cookie("secret");
  CHECK(cookie.find("secret") == std::string::npos);
  CHECK(ask("GET", cookie) == 0);
  CHECK(ask("HEAD", "theme=dark; " + cookie + "; a=b") == 0);
  CHECK(ask("POST", cookie) == 401);
  CHECK(ask("GET", session_cookie("another")) == 401);
  CHECK(ask("GET", cookie + "0") == 401);
  CHECK(ask("GET", ";; ;") == 401);

  const Route route = session_route("secret", true);
  Response given;
  route.handler({}, [&](Response response) { given = std::move(response); });
  CHECK(given.status == 204);
  CHECK(given.headers.get("Set-Cookie") == cookie + "; HttpOnly; SameSite=Strict; Path=/; Secure");
}

TEST_CASE("Routes tell what is wrong with a request") {
  const Routes routes = sample_routes();
  CHECK(refusal(routes, head("GET", "/nothing")).status == 404);
  CHECK(refusal(routes, head("GET", "/spans?limit=1")).status == 0);
  CHECK(refusal(routes, head("HEAD", "/spans")).status == 0);
  CHECK(refusal(routes, head("GET", "/spans/")).status == 404);
  const Response wrong_method = refusal(routes, head("DELETE", "/spans"));
  CHECK(wrong_method.status == 405);
  CHECK(wrong_method.headers.get("Allow") == "POST, GET, HEAD");
  // Without CORS there is no answer to a browser's question whether a page may post.
  CHECK(refusal(routes, head("OPTIONS", "/spans")).status == 405);
}

TEST_CASE("Routes take bodies of their media types and of known codings") {
  const Routes routes = sample_routes();
  const auto post = [&](std::string path, std::string media_type, std::string coding = {}) {
    Request request = head("POST", std::move(path));
    request.headers.add("Content-Type", std::move(media_type));
    request.headers.add("Content-Encoding", std::move(coding));
    return refusal(routes, std::move(request)).status;
  };
  CHECK(post("/typed", "application/json") == 0);
  CHECK(post("/typed", "Application/JSON ; charset=utf-8") == 0);
  CHECK(post("/typed", "text/plain") == 415);
  CHECK(post("/typed", "") == 415);
  CHECK(post("/spans", "") == 0);
  CHECK(post("/typed", "application/json", "gzip") == 0);
  CHECK(post("/typed", "application/json", "br") == 415);
}

TEST_CASE("A route is found by its path whatever follows it, and is given the query") {
  const Routes routes = sample_routes();
  Request request = head("GET", "/sp%61ns?limit=1&name=a+b%2Bc&limit=2&flag&=x&&empty=");
  const auto found = routes.find(request);
  REQUIRE(std::holds_alternative<const Route*>(found));
  CHECK(std::get<const Route*>(found)->method == "GET");
  const std::vector<std::pair<std::string, std::string>> query(request.query.begin(), request.query.end());
  CHECK(query ==
        std::vector<std::pair<std::string, std::string>>{
            {"limit", "1"}, {"name", "a b+c"}, {"limit", "2"}, {"flag", ""}, {"", "x"}, {"empty", ""}});
  CHECK(*request.query.find("limit") == "1");
  CHECK(request.query.find("missing") == nullptr);
}

TEST_CASE("The segments that a path leaves open are given by name, decoded, and exact ones come first") {
  const Handler handler = [](const Request&, const Respond&) {};
  const Routes routes({{"GET", "/{any}/{last}", {}, handler},
                       {"GET", "/traces/{traceID}", {}, handler},
                       {"GET", "/traces/latest", {}, handler},
                       {"DELETE", "/traces/{traceID}", {}, handler},
                       {"POST", "/traces/latest", {}, handler}});
  const auto ask = [&](std::string method, std::string target) {
    Request request = head(std::move(method), std::move(target));
    const auto found = routes.find(request);
    if (const auto* response = std::get_if<Response>(&found)) return std::to_string(response->status);
    std::string text(std::get<const Route*>(found)->path);
    for (const auto& [name, value] : request.path_parameters) text += " " + name + "=" + value;
    return text;
  };
  CHECK(ask("GET", "/traces/latest") == "/traces/latest");
  CHECK(ask("HEAD", "/traces/latest") == "/traces/latest");
  CHECK(ask("GET", "/traces/4bf92f") == "/traces/{traceID} traceID=4bf92f");
  CHECK(ask("GET", "/other/4bf92f") == "/{any}/{last} any=other last=4bf92f");
  // An escaped slash is no end of a segment, and a plus no blank.
  CHECK(ask("GET", "/traces/a%2Fb+c") == "/traces/{traceID} traceID=a/b+c");
  // Of the routes that have the method, not of all.
  CHECK(ask("DELETE", "/traces/latest") == "/traces/{traceID} traceID=latest");
  CHECK(ask("GET", "/traces/") == "404");
  CHECK(ask("GET", "/traces/a/b") == "404");
  CHECK(ask("PUT", "/traces/a") == "405");
  CHECK(refusal(routes, head("PUT", "/traces/latest")).headers.get("Allow") == "GET, HEAD, POST, DELETE");
}

TEST_CASE("A malformed escape is a 400, wherever it stands") {
  const Routes routes = sample_routes();
  for (const char* target :
       {"/spans%", "/spans%2", "/spans%2g", "/spans?a=%", "/spans?%zz=1", "/spans?a=%-1"}) {
    INFO(target);
    CHECK(refusal(routes, head("GET", target)).status == 400);
  }
}

TEST_CASE("A route can say in which media type it tells of errors") {
  const Handler handler = [](const Request&, const Respond&) {};
  Route route{"GET", "/api", {}, handler};
  route.error_type = "application/json";
  const Routes routes({route});
  CHECK(refusal(routes, head("PUT", "/api")).content_type == "application/json");
  CHECK(refusal(routes, head("GET", "/other")).content_type == "text/plain; charset=utf-8");
}

TEST_CASE("An error speaks the request's encoding") {
  using Kind = RequestError::Kind;
  const Response json = error_response("application/json", {Kind::kMalformed, "a \"quoted\" reason"});
  CHECK(json.body == R"({"code":3,"message":"a \"quoted\" reason"})");
  const Response protobuf = error_response("application/x-protobuf", {Kind::kTooLarge, "big"});
  CHECK(protobuf.body == std::string("\x08\x08\x12\x03") + "big");
  CHECK(protobuf.headers.count("Retry-After") == 0);
  const Response text = error_response("text/html", {Kind::kUnavailable, "\xFF<b>"});
  CHECK(text.content_type == "text/plain; charset=utf-8");
  CHECK(text.body == "\xEF\xBF\xBD<b>\n");
  CHECK(text.headers.get("Retry-After") == "1");
}

TEST_CASE("An error comes with the fields that its status asks for") {
  using Kind = RequestError::Kind;
  const auto field = [](Kind kind, std::string_view name) {
    return std::string(error_response({}, {kind, ""}).headers.get(name));
  };
  CHECK(field(Kind::kUnauthenticated, "WWW-Authenticate") == "Bearer");
  CHECK(field(Kind::kUnsupportedCoding, "Accept-Encoding") == "gzip, deflate, zstd");
  CHECK(field(Kind::kBackpressure, "Retry-After") == "1");
  CHECK(field(Kind::kDeadlineExceeded, "Retry-After").empty());
}

TEST_CASE("An error has the same meaning in HTTP and in gRPC") {
  using Kind = RequestError::Kind;
  CHECK(http_status(Kind::kBackpressure) == 429);
  CHECK(grpc_code(Kind::kBackpressure) == GrpcCode::kUnavailable);
  CHECK(reason_phrase(413) == "Content Too Large");
  CHECK(reason_phrase(200).empty());
  CHECK(to_request_error(std::bad_alloc()).kind == Kind::kUnavailable);
  CHECK(to_request_error(std::runtime_error("broken")).kind == Kind::kInternal);
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
