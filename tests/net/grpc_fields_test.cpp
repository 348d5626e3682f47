#include "net/grpc/grpc_request.hpp"
#include "net/grpc/grpc_response.hpp"

#include <catch2/catch.hpp>

namespace tracewh::net {
namespace {

using namespace std::chrono_literals;

TEST_CASE("timeouts have up to eight digits and a unit") {
  CHECK(parse_grpc_timeout("9982m") == 9982ms);
  CHECK(parse_grpc_timeout("1H") == 1h);
  CHECK(parse_grpc_timeout("2M") == 2min);
  CHECK(parse_grpc_timeout("3S") == 3s);
  CHECK(parse_grpc_timeout("4u") == 4us);
  CHECK(parse_grpc_timeout("99999999n") == 99'999'999ns);
  CHECK(parse_grpc_timeout("0S") == 0s);
  // Longer than any call may take, and than nanoseconds can count.
  CHECK(parse_grpc_timeout("99999999H") == 24h);
  for (const std::string_view malformed : {"", "m", "5", "5s", "-5m", "+5m", "5 m", "1.5S", "123456789n"}) {
    INFO(malformed);
    CHECK_FALSE(parse_grpc_timeout(malformed));
  }
}

TEST_CASE("messages are percent-encoded beyond printable ASCII") {
  CHECK(percent_encoded("plain ~ text") == "plain ~ text");
  CHECK(percent_encoded("100 %\n") == "100 %25%0A");
  CHECK(percent_encoded("µ\x7F") == "%C2%B5%7F");
}

TEST_CASE("details of a status are written only for a retry") {
  CHECK(status_details({RequestError::Kind::kInternal, "broken"}).empty());
  // Status{8: 14, 12: "x", 1A: Any{type_url, RetryInfo{Duration{1}}}}; without padding.
  CHECK(status_details({RequestError::Kind::kUnavailable, "x"}) ==
        "CA4SAXgaMAoodHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucnBjLlJldHJ5SW5mbxIECgIIAQ");
}

}  // namespace
}  // namespace tracewh::net
