#include "encode/encoded.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::encode;
using test::span;

TEST_CASE("Jaeger JSON has microseconds, typed tags, references and processes") {
  CHECK(
      encoded("jaeger", story()) ==
      R"({"data":[)"
      "\n"
      R"({"traceID":"0102030405060708090a0b0c0d0e0f10","spans":[)"
      "\n"
      R"({"traceID":"0102030405060708090a0b0c0d0e0f10","spanID":"0000000000000001","flags":1,)"
      R"("operationName":"task; one","references":[],"startTime":1768467600000000,"duration":2000,"tags":[)"
      R"({"key":"span.kind","type":"string","value":"server"},)"
      R"({"key":"otel.scope.name","type":"string","value":"lib"},)"
      R"({"key":"otel.scope.version","type":"string","value":"1.0"},)"
      R"({"key":"tracewh.copy","type":"string","value":"true"}],"logs":[],"processID":"p1","warnings":null},)"
      "\n"
      R"({"traceID":"0102030405060708090a0b0c0d0e0f10","spanID":"0000000000000002","operationName":"call",)"
      R"("references":[{"refType":"CHILD_OF","traceID":"0102030405060708090a0b0c0d0e0f10",)"
      R"("spanID":"0000000000000001"},{"refType":"FOLLOWS_FROM",)"
      R"("traceID":"ff000000000000000000000000000000","spanID":"00000000000000aa"}],)"
      R"("startTime":1768467600000001,"duration":500,"tags":[)"
      R"({"key":"span.kind","type":"string","value":"client"},{"key":"a","type":"string","value":"x"},)"
      R"({"key":"b","type":"int64","value":"9007199254740993"},{"key":"c","type":"float64","value":1.5},)"
      R"({"key":"d","type":"float64","value":"NaN"},{"key":"e","type":"bool","value":true},)"
      R"({"key":"f","type":"string","value":""},{"key":"g","type":"binary","value":"AP8="},)"
      R"({"key":"h","type":"string","value":"[1,\"y\"]"},)"
      R"({"key":"i","type":"string","value":"{\"kvlistValue\":{\"bytesValue\":2}}"},)"
      R"({"key":"otel.scope.name","type":"string","value":"lib"},)"
      R"({"key":"otel.scope.version","type":"string","value":"1.0"},)"
      R"({"key":"otel.status_code","type":"string","value":"ERROR"},)"
      R"({"key":"otel.status_description","type":"string","value":"boom"},)"
      R"({"key":"w3c.tracestate","type":"string","value":"s=1"},)"
      R"({"key":"tracewh.copy","type":"string","value":"true"},{"key":"error","type":"bool","value":true}],)"
      R"("logs":[{"timestamp":1768467600000002,"fields":[{"key":"event","type":"string","value":"exception"},)"
      R"({"key":"exception.type","type":"string","value":"E"}]}],"processID":"p1","warnings":null}],)"
      R"("processes":{"p1":{"serviceName":"shop","tags":[{"key":"zone","type":"int64","value":7}]}},)"
      R"("warnings":null})"
      "\n"
      R"(],"total":0,"limit":0,"offset":0,"errors":null})"
      "\n");
}

TEST_CASE("without a trace, Jaeger JSON is an empty list") {
  CHECK(encoded("jaeger") == "{\"data\":[\n],\"total\":0,\"limit\":0,\"offset\":0,\"errors\":null}\n");
}

TEST_CASE("a role in an attribute named span.kind stands behind Jaeger's own") {
  model::Trace trace = test::trace({span(1, 0, "a", kStart, kStart + 1'000)});
  trace.spans[0].kind = 1;
  test::set_payload(trace, 0, {"", R"(["span.kind"])", R"(["worker"])", "", ""});
  const std::string json = encoded("jaeger", std::move(trace));
  CHECK(json.find(R"("value":"internal")") < json.find(R"("value":"worker")"));
  CHECK(json.find(R"("value":"worker")") != std::string::npos);
}

TEST_CASE("a trace in two chunks is one Jaeger trace whose processes are numbered once") {
  model::Trace first = test::trace({span(1, 0, "a", kStart, kStart + 1'000)});
  first.last = false;
  model::Trace second = test::trace({span(2, 1, "b", kStart, kStart + 1'000)});
  second.first = false;
  second.resources = {{"other", R"({"service.name":"other"})", "", "", 0}, first.resources[0]};
  second.spans[0].resource = 1;
  const std::string json = encoded("jaeger", std::move(first), std::move(second));
  CHECK(json.find(R"("processes":{"p1":{"serviceName":"OTLPResourceNoServiceName","tags":[]},)"
                  R"("p2":{"serviceName":"other","tags":[]}})") != std::string::npos);
  const std::size_t b = json.find(R"("operationName":"b")");
  CHECK(json.find(R"("processID":"p1")", b) != std::string::npos);
}

TEST_CASE("an unfinished span has a warning in Jaeger") {
  const std::string json = encoded("jaeger", test::trace({span(1, 0, "a", kStart, {})}));
  CHECK(json.find(R"("duration":0,)") != std::string::npos);
  CHECK(json.find(R"("warnings":["unfinished span"])") != std::string::npos);
}

TEST_CASE("what came from Jaeger goes back to it as it was") {
  model::Trace trace = test::trace({span(1, 0, "a", kStart, {})});
  model::SpanPayload payload;
  payload.attribute_keys = R"(["@jaeger@warnings"])";
  payload.attribute_values = R"([["clock skew"]])";
  payload.events = R"([{"time_ns":1768467600000002000,"name":"","attributes":{"k":1}}])";
  payload.links = R"([{"trace_id":"ff000000000000000000000000000000","span_id":"00000000000000aa",)"
                  R"("attributes":{"opentracing.ref_type":"child_of"}}])";
  test::set_payload(trace, 0, payload);
  const std::string json = encoded("jaeger", std::move(trace));
  CHECK(json.find(R"("references":[{"refType":"CHILD_OF","traceID":"ff00)") != std::string::npos);
  CHECK(json.find(R"("fields":[{"key":"k","type":"int64","value":1}])") != std::string::npos);
  CHECK(json.find(R"("warnings":["clock skew","unfinished span"])") != std::string::npos);
  CHECK(json.find("@jaeger@warnings") == std::string::npos);
}

TEST_CASE("a trace ID of 64 bits has 16 digits in Jaeger and Zipkin") {
  const auto short_trace = [] {
    model::Trace trace = test::trace({span(1, 0, "a", kStart, kStart + 1'000)});
    std::fill_n(trace.trace_id.bytes.begin(), 8, std::uint8_t{0});
    return trace;
  };
  CHECK(encoded("jaeger", short_trace()).find(R"({"traceID":"090a0b0c0d0e0f10",)") != std::string::npos);
  CHECK(encoded("zipkin", short_trace()).find(R"({"traceId":"090a0b0c0d0e0f10",)") != std::string::npos);
}
