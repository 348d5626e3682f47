#include "decode/decoding.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace tracewh;
using namespace tracewh::decode::test;

namespace {

constexpr std::string_view kContext = R"({"TraceID":"0102030405060708090a0b0c0d0e0f10",)"
                                      R"("SpanID":"a1b2c3d4e5f60002","TraceFlags":"01","TraceState":"a=1",)"
                                      R"("Remote":false})";

/// One span as the exporter prints it, with more members.
std::string object(std::string_view name, std::string_view more = {}) {
  return fmt::format(
      R"({{"Name":"{}","SpanContext":{},"SpanKind":4,"StartTime":"2025-12-17T21:33:20.010000123+02:00",)"
      R"("EndTime":"2025-12-17T19:33:20.0110005Z"{}}})"
      "\n",
      name, kContext, more);
}

Decoded read(std::string_view input, std::size_t piece = std::string_view::npos) {
  return decode_all("go-stdouttrace", input, piece);
}

std::string value_of(std::string_view value) {
  const auto decoded = read(object("s", fmt::format(R"(,"Attributes":[{{"Key":"k","Value":{}}}])", value)));
  REQUIRE(decoded.batch->spans.size() == 1);
  return std::string(decoded.batch->spans.front().attribute_values);
}

model::StatusCode status_of(std::string_view code) {
  const auto decoded = read(object("s", fmt::format(R"(,"Status":{{"Code":{},"Description":""}})", code)));
  REQUIRE(decoded.batch->spans.size() == 1);
  return decoded.batch->spans.front().status;
}

}  // namespace

TEST_CASE("a printed span of Go has all that was printed") {
  const auto decoded = read(object(
      "protocol.send",
      R"(,"Parent":{"TraceID":"0102030405060708090a0b0c0d0e0f10","SpanID":"a1b2c3d4e5f60001","TraceFlags":"01",)"
      R"("TraceState":"","Remote":true},"Attributes":[{"Key":"operation","Value":{"Type":"STRING","Value":"send"}}],)"
      R"("Events":[{"Name":"e","Attributes":null,"DroppedAttributeCount":2,"Time":"2025-12-17T19:33:20.01Z"}],)"
      R"("Links":[{"SpanContext":)" +
          std::string(kContext) +
          R"(,"Attributes":[{"Key":"n","Value":{"Type":"INT64","Value":1}}],"DroppedAttributeCount":3}],)"
          R"("Status":{"Code":"Error","Description":"lost"},"DroppedAttributes":4,"DroppedEvents":5,"DroppedLinks":6,)"
          R"("Resource":[{"Key":"service.name","Value":{"Type":"STRING","Value":"agent"}}],)"
          R"("InstrumentationScope":{"Name":"lib","Version":"1","SchemaURL":"u",)"
          R"("Attributes":[{"Key":"x","Value":{"Type":"BOOL","Value":true}}]},)"
          R"("InstrumentationLibrary":{"Name":"lib","Version":"1","SchemaURL":"u","Attributes":null})"));
  const auto& batch = *decoded.batch;
  CHECK(issues(batch) == "");
  REQUIRE(batch.spans.size() == 1);
  const auto& span = batch.spans.front();
  CHECK(to_string(span.trace_id) == "0102030405060708090a0b0c0d0e0f10");
  CHECK(to_string(span.span_id) == "a1b2c3d4e5f60002");
  CHECK(to_string(span.parent_span_id) == "a1b2c3d4e5f60001");
  CHECK(span.kind == 4);
  CHECK(span.start_ns == 1766000000010000123);
  CHECK(span.end_ns == 1766000000011000500);
  CHECK(span.status == model::StatusCode::kError);
  CHECK(span.status_message == "lost");
  CHECK(span.trace_state == "a=1");
  // Sampled; it is known whether the parent is remote, and it is.
  CHECK(span.has_flags);
  CHECK(span.flags == 0x301);
  CHECK(span.dropped_attributes == 4);
  CHECK(span.dropped_events == 5);
  CHECK(span.dropped_links == 6);
  CHECK(span.events == R"([{"time_ns":1766000000010000000,"name":"e","dropped_attributes":2}])");
  CHECK(span.links == R"([{"trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"a1b2c3d4e5f60002",)"
                      R"("trace_state":"a=1","attributes":{"n":1},"dropped_attributes":3,"flags":257}])");
  const auto& scope = batch.scopes.at(span.scope);
  CHECK(scope.name == "lib");
  CHECK(scope.version == "1");
  CHECK(scope.schema_url == "u");
  CHECK(scope.attributes == R"({"x":true})");
  CHECK(batch.strings[batch.resources.at(span.resource).service] == "agent");
}

TEST_CASE("values of Go keep the types that are named beside them") {
  CHECK(value_of(R"({"Type":"INT64","Value":9223372036854775807})") == "[9223372036854775807]");
  CHECK(value_of(R"({"Type":"FLOAT64","Value":3})") == "[3.0]");
  CHECK(value_of(R"({"Type":"BOOL","Value":false})") == "[false]");
  CHECK(value_of(R"({"Type":"STRING","Value":"a\u003cb"})") == R"(["a<b"])");
  CHECK(value_of(R"({"Type":"BOOLSLICE","Value":[true,false]})") == "[[true,false]]");
  CHECK(value_of(R"({"Type":"INT64SLICE","Value":[1,9007199254740993]})") == "[[1,9007199254740993]]");
  CHECK(value_of(R"({"Type":"FLOAT64SLICE","Value":[1,0.5]})") == "[[1.0,0.5]]");
  CHECK(value_of(R"({"Type":"STRINGSLICE","Value":["a"]})") == R"([["a"]])");
  CHECK(value_of(R"({"Type":"BYTESLICE","Value":"AAH+"})") == R"([{"bytesValue":"AAH+"}])");
  CHECK(value_of(R"({"Type":"SLICE","Value":[{"Type":"INT64","Value":1},{"Type":"STRING","Value":"a"}]})") ==
        R"([[1,"a"]])");
  CHECK(value_of(R"({"Type":"MAP","Value":[{"Key":"b","Value":{"Type":"FLOAT64","Value":1}}]})") ==
        R"([{"b":1.0}])");
  CHECK(value_of(R"({"Type":"EMPTY","Value":null})") == "[null]");
  CHECK(value_of(R"({"Type":"INVALID","Value":null})") == "[null]");
}

TEST_CASE("a value of Go with an unknown type costs only itself") {
  const auto decoded =
      read(object("s", R"(,"Attributes":[{"Key":"k","Value":{"Type":"COMPLEX","Value":1}}])"));
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->spans.front().anomalies == model::anomaly::kInvalidValue);
}

TEST_CASE("Go's status has names, or Go's own numbers") {
  using model::StatusCode;
  CHECK(status_of("\"Unset\"") == StatusCode::kUnset);
  CHECK(status_of("\"Error\"") == StatusCode::kError);
  CHECK(status_of("\"Ok\"") == StatusCode::kOk);
  CHECK(status_of("0") == StatusCode::kUnset);
  CHECK(status_of("1") == StatusCode::kError);
  CHECK(status_of("2") == StatusCode::kOk);
  CHECK(status_of("3") == StatusCode::kUnset);
}

TEST_CASE("a span that Go printed without timestamps is kept, and flagged") {
  const auto decoded = decode_all(
      "go-stdouttrace", fmt::format(R"({{"Name":"s","SpanContext":{},"StartTime":"0001-01-01T00:00:00Z",)"
                                    R"("EndTime":"0001-01-01T00:00:00Z"}})",
                                    kContext));
  REQUIRE(decoded.batch->spans.size() == 1);
  const auto& span = decoded.batch->spans.front();
  CHECK(span.start_ns == 0);
  CHECK(span.end_ns == 0);
  CHECK(span.anomalies == model::anomaly::kImplausibleTime);
}

TEST_CASE("the key that Go's older versions have for the scope is read") {
  const auto decoded = read(object("s", R"(,"InstrumentationLibrary":{"Name":"old","Version":"0.1"})"));
  REQUIRE(decoded.batch->scopes.size() == 1);
  CHECK(decoded.batch->scopes[0].name == "old");
}

TEST_CASE("Go's spans are found however they arrive") {
  const std::string input =
      "log line\n" + object("a") + object("b") + "{\"Resource\":null,\"ScopeMetrics\":null}\n";
  const auto whole = read(input);
  CHECK(whole.batch->spans.size() == 2);
  CHECK(issues(*whole.batch) == "other_signal×1 skipped_text×1");
  for (std::size_t piece = 1; piece < input.size(); ++piece) {
    REQUIRE(describe(*read(input, piece).batch) == describe(*whole.batch));
  }
}

TEST_CASE("a broken span of Go costs only itself") {
  const auto decoded =
      read(object("a") + R"({"Name":"broken","SpanContext":{"TraceID":)" + "\n" + object("b"));
  CHECK(decoded.batch->spans.size() == 2);
  CHECK_FALSE(decoded.batch->issues.empty());
}

TEST_CASE("deep values of Go are cut, whatever the depth") {
  std::string value;
  for (int i = 0; i < 5000; ++i) value += R"({"Type":"SLICE","Value":[)";
  for (int i = 0; i < 5000; ++i) value += "]}";
  const auto decoded = read(object("s", R"(,"Attributes":[{"Key":"k","Value":)" + value + "}]"));
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(issues(*decoded.batch) == "too_deep×1");
}
