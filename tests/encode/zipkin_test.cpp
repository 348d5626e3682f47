#include "encode/encoded.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::encode;
using test::span;

TEST_CASE("Zipkin JSON has microseconds, and all attributes as text") {
  CHECK(
      encoded("zipkin", story()) ==
      "[\n"
      R"({"traceId":"0102030405060708090a0b0c0d0e0f10","id":"0000000000000001","kind":"SERVER",)"
      R"("name":"task; one","timestamp":1768467600000000,"duration":2000,)"
      R"("localEndpoint":{"serviceName":"shop"},"tags":{"otel.scope.name":"lib","otel.scope.version":"1.0",)"
      R"("service.name":"shop","tracewh.copy":"true","zone":"7"}},)"
      "\n"
      R"({"traceId":"0102030405060708090a0b0c0d0e0f10","parentId":"0000000000000001","id":"0000000000000002",)"
      R"("kind":"CLIENT","name":"call","timestamp":1768467600000001,"duration":500,)"
      R"("localEndpoint":{"serviceName":"shop"},"annotations":[{"timestamp":1768467600000002,)"
      R"("value":"\"exception\":{\"exception.type\":\"E\"}"}],"tags":{"a":"x","b":"9007199254740993",)"
      R"("c":"1.5","d":"NaN","e":"true","error":"boom","f":"","g":"AP8=",)"
      R"("h":"[1,\"y\"]","i":"{\"kvlistValue\":{\"bytesValue\":2}}","otel.scope.name":"lib",)"
      R"("otel.scope.version":"1.0","otel.status_code":"ERROR","service.name":"shop","tracewh.copy":"true","w3c.tracestate":"s=1",)"
      R"("zone":"7"}})"
      "\n]\n");
}

TEST_CASE("Zipkin durations are at least a microsecond, and those of unfinished spans are left out") {
  const auto text = [](std::optional<std::int64_t> end_ns) {
    return encoded("zipkin", test::trace({span(1, 0, "a", kStart, end_ns)}));
  };
  CHECK(text(kStart + 5).find(R"("duration":1,)") != std::string::npos);
  CHECK(text({}).find("duration") == std::string::npos);
}

TEST_CASE("an attribute error=false does not make a Zipkin span fail") {
  model::Trace trace = test::trace({span(1, 0, "a", kStart, kStart + 5'000)});
  test::set_payload(trace, 0, {"", R"(["error"])", "[false]", "", ""});
  CHECK(encoded("zipkin", std::move(trace)).find("error") == std::string::npos);
}
