#include "decode/decoding.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace tracewh;
using namespace tracewh::decode::test;

namespace {

Decoded read(std::string_view input, std::size_t piece = std::string_view::npos) {
  return decode_all("zipkin-json", input, piece);
}

/// A span with a name and more members.
std::string object(std::string_view name, std::string_view more = {}) {
  return fmt::format(R"({{"traceId":"463ac35c9f6413ad","id":"a2fb4a1d1a96d312","name":"{}",)"
                     R"("timestamp":1766000000010000,"duration":1500{}}})",
                     name, more);
}

Decoded read_span(std::string_view more) {
  auto decoded = read("[" + object("s", more) + "]");
  REQUIRE(decoded.batch->spans.size() == 1);
  return decoded;
}

model::StatusCode status_of(std::string_view tags) {
  return read_span(fmt::format(R"(,"tags":{})", tags)).batch->spans.front().status;
}

constexpr std::string_view kClientHalf =
    R"(,"kind":"CLIENT","parentId":"0020000000000009","localEndpoint":{"serviceName":"caller"})";
constexpr std::string_view kServerHalf =
    R"(,"kind":"SERVER","shared":true,"parentId":"0020000000000009","localEndpoint":{"serviceName":"called"})";

}  // namespace

TEST_CASE("a span of Zipkin becomes one of OpenTelemetry") {
  const auto decoded = read_span(
      R"(,"parentId":"1","kind":"CLIENT","localEndpoint":{"serviceName":"orchestrator","ipv4":"10.0.0.1"},)"
      R"("remoteEndpoint":{"serviceName":"worker","ipv6":"2001:db8::1","port":8000},)"
      R"("annotations":[{"timestamp":1766000000010001,"value":"queued"}],)"
      R"("tags":{"http.method":"POST","n":"42","otel.scope.name":"lib"},"debug":true)");
  const auto& batch = *decoded.batch;
  CHECK(issues(batch) == "");
  const auto& span = batch.spans.front();
  CHECK(to_string(span.trace_id) == "0000000000000000463ac35c9f6413ad");
  CHECK(to_string(span.span_id) == "a2fb4a1d1a96d312");
  CHECK(to_string(span.parent_span_id) == "0000000000000001");
  CHECK(span.kind == 3);
  CHECK(span.start_ns == 1766000000010000000);
  CHECK(span.end_ns == 1766000000011500000);
  CHECK(span.events == R"([{"time_ns":1766000000010001000,"name":"queued"}])");
  CHECK(batch.resources.at(span.resource).attributes == R"({"service.name":"orchestrator"})");
  CHECK(batch.scopes.at(span.scope).name == "lib");
  CHECK(attribute(batch, span, "http.method") == R"("POST")");
  CHECK(attribute(batch, span, "n") == R"("42")");
  CHECK(attribute(batch, span, "network.local.address") == R"("10.0.0.1")");
  CHECK(attribute(batch, span, "network.peer.address") == R"("2001:db8::1")");
  CHECK(attribute(batch, span, "network.peer.port") == "8000");
  CHECK(attribute(batch, span, "peer.service") == R"("worker")");
  CHECK(attribute(batch, span, "zipkin.debug") == "true");
  CHECK(attribute(batch, span, "otel.scope.name") == "(none)");
}

TEST_CASE("a span of Zipkin without a kind is internal") {
  CHECK(read_span("").batch->spans.front().kind == 1);
}

TEST_CASE("a present error tag of Zipkin means that the span failed") {
  using model::StatusCode;
  CHECK(status_of("{}") == StatusCode::kUnset);
  CHECK(status_of(R"({"error":""})") == StatusCode::kError);
  CHECK(status_of(R"({"error":"false"})") == StatusCode::kError);
  CHECK(status_of(R"({"otel.status_code":"ERROR"})") == StatusCode::kError);
  CHECK(status_of(R"({"otel.status_code":"OK"})") == StatusCode::kOk);
  const auto decoded = read_span(R"(,"tags":{"error":"no space"})");
  CHECK(decoded.batch->spans.front().status_message == "no space");
}

TEST_CASE("a tag is preferred to what an endpoint says") {
  const auto decoded = read_span(R"(,"remoteEndpoint":{"serviceName":"a"},"tags":{"peer.service":"b"})");
  CHECK(attribute(*decoded.batch, decoded.batch->spans.front(), "peer.service") == R"("b")");
  CHECK(issues(*decoded.batch) == "");
}

TEST_CASE("the service is no attribute of the span, unless it is another one") {
  const auto service = [](std::string_view tag) {
    const auto decoded = read_span(
        fmt::format(R"(,"localEndpoint":{{"serviceName":"a"}},"tags":{{"service.name":"{}"}})", tag));
    return attribute(*decoded.batch, decoded.batch->spans.front(), "service.name");
  };
  CHECK(service("a") == "(none)");
  CHECK(service("b") == R"("b")");
  const auto decoded = read_span(R"(,"tags":{"service.name":"c"})");
  CHECK(decoded.batch->strings[decoded.batch->resources.at(0).service] == "c");
}

TEST_CASE("an annotation with attributes becomes an event with attributes") {
  const auto events = [](std::string_view value) {
    const auto decoded = read_span(fmt::format(R"(,"annotations":[{{"timestamp":1,"value":"{}"}}])", value));
    return std::string(decoded.batch->spans.front().events);
  };
  CHECK(events(R"(\"exception\": {\"exception.message\":\"x\",\"n\":1})") ==
        R"([{"time_ns":1000,"name":"exception","attributes":{"exception.message":"x","n":1}}])");
  CHECK(events(R"(\"e\": {\"n\":})") == R"([{"time_ns":1000,"name":"\"e\": {\"n\":}"}])");
  CHECK(events(R"(\"e\": 1, \"f\": {})") == R"([{"time_ns":1000,"name":"\"e\": 1, \"f\": {}"}])");
}

TEST_CASE("the sides of a call that share an ID keep it and the parent that they name, in any order") {
  const std::string client = object("call", kClientHalf);
  const std::string server = object("serve", kServerHalf);
  const auto decoded = read("[" + client + "," + server + "]");
  const auto& batch = *decoded.batch;
  REQUIRE(batch.spans.size() == 2);
  for (const char* name : {"call", "serve"}) {
    const auto& side = span_named(batch, name);
    CHECK(to_string(side.span_id) == "a2fb4a1d1a96d312");
    CHECK(to_string(side.parent_span_id) == "0020000000000009");
    CHECK(side.anomalies == 0);
  }
  CHECK(issues(batch) == "");
}

TEST_CASE("a span that shares its ID is a server's, also when it does not say so") {
  CHECK(read_span(R"(,"shared":true)").batch->spans.front().kind == 2);
  CHECK(read_span(R"(,"shared":true,"kind":"CONSUMER")").batch->spans.front().kind == 5);
}

TEST_CASE("events and links are read as the Collector's exporter writes them") {
  const auto decoded = read_span(
      R"(,"annotations":[)"
      R"({"timestamp":1,"value":"exception|{\"exception.message\":\"a|{b}|1\",\"n\":1}|2"},)"
      R"({"timestamp":2,"value":"odd|{\"n\":}|2"},{"timestamp":3,"value":"a|b|3"}],)"
      R"("localEndpoint":{"serviceName":"OTLPResourceNoServiceName"},)"
      R"("tags":{"otlp.link.10":"||||","otlp.link.2":"0102030405060708090a0b0c0d0e0f10|00000000000000b2|s=1|{\"k\":1}|3",)"
      R"("otlp.link.1":"0102030405060708090a0b0c0d0e0f10|00000000000000b1||{}|0","otlp.links":"2"})");
  const auto& batch = *decoded.batch;
  const auto& span = batch.spans.front();
  CHECK(
      span.events ==
      R"([{"time_ns":1000,"name":"exception","attributes":{"exception.message":"a|{b}|1","n":1},)"
      R"("dropped_attributes":2},{"time_ns":2000,"name":"odd|{\"n\":}|2"},{"time_ns":3000,"name":"a|b|3"}])");
  CHECK(span.evidence == model::evidence::kException);
  CHECK(span.links ==
        R"([{"trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"00000000000000b1"},)"
        R"({"trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"00000000000000b2","trace_state":"s=1",)"
        R"("attributes":{"k":1},"dropped_attributes":3}])");
  CHECK(attribute(batch, span, "otlp.link.2") == "(none)");
  CHECK(attribute(batch, span, "otlp.link.10") == R"("||||")");
  CHECK(attribute(batch, span, "otlp.links") == R"("2")");
  CHECK(batch.strings[batch.resources.at(span.resource).service].empty());
  CHECK(issues(batch) == "");
}

TEST_CASE("values of an event that JSON cannot say come back as what they were") {
  const auto event = [](std::string_view value) {
    const auto decoded =
        read_span(fmt::format(R"(,"annotations":[{{"timestamp":1,"value":"\"e\":{{\"k\":{}}}"}}])", value));
    const std::string events(decoded.batch->spans.front().events);
    const std::size_t begin = events.find("\"k\":") + 4;
    return events.substr(begin, events.size() - begin - 3);
  };
  for (const char* stored :
       {R"({\"bytesValue\":\"AP8=\"})", R"({\"doubleValue\":\"NaN\"})",
        R"({\"kvlistValue\":{\"bytesValue\":2}})", R"({\"kvlistValue\":{\"bytesValue\":\"AP8=\"}})",
        R"({\"kvlistValue\":{\"kvlistValue\":{\"a\":{\"kvlistValue\":{\"bytesValue\":2}}}}})",
        R"([{\"bytesValue\":\"\"}])"}) {
    std::string plain(stored);
    std::erase(plain, '\\');
    CHECK(event(stored) == plain);
  }
  CHECK(event(R"({\"bytesValue\":2})") == R"({"kvlistValue":{"bytesValue":2}})");
}

TEST_CASE("times that Zipkin leaves out are not made up") {
  const auto decoded = read(R"({"traceId":"1","id":"2","timestamp":1766000000010000,"tags":{}})");
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->spans[0].end_ns == 0);
  CHECK(decoded.batch->spans[0].anomalies == 0);
  const auto timeless = read(R"({"traceId":"1","id":"2","tags":{}})");
  REQUIRE(timeless.batch->spans.size() == 1);
  CHECK(timeless.batch->spans[0].start_ns == 0);
  CHECK(timeless.batch->spans[0].anomalies == model::anomaly::kImplausibleTime);
  const auto instant = read(R"({"traceId":"1","id":"2","timestamp":1766000000010000,"duration":0})");
  CHECK(instant.batch->spans.at(0).end_ns == 1766000000010000000);
}

TEST_CASE("times of Zipkin that do not fit cost only their span") {
  const auto decoded =
      read("[" + object("a") + R"(,{"traceId":"1","id":"2","timestamp":9223372036854775807},)" +
           R"({"traceId":"1","id":"2","timestamp":1766000000010000,"duration":9223372036854775},)" +
           R"({"traceId":"1","id":"2","timestamp":-1}])");
  CHECK(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->rejected_spans == 3);
}

TEST_CASE("a parent that is the span itself is none, as Zipkin has it") {
  const auto decoded = read_span(R"(,"parentId":"a2fb4a1d1a96d312")");
  CHECK_FALSE(decoded.batch->spans.front().parent_span_id.valid());
  CHECK(decoded.batch->spans.front().anomalies == 0);
}

TEST_CASE("Zipkin's spans are found however they arrive") {
  const std::string a = object("a", kClientHalf);
  const std::string b = object("b", kServerHalf);
  const auto whole = read("[" + a + "," + b + "]");
  REQUIRE(whole.batch->spans.size() == 2);
  const auto input =
      GENERATE_COPY("[" + a + "," + b + "]", a + "\n" + b + "\n", "[[" + a + "],\n [" + b + "]]",
                    "[\n  " + a + ",\n  " + b + "\n]\n", "[" + a + "]\n[" + b + "]");
  for (std::size_t piece = 1; piece <= input.size(); ++piece) {
    const auto decoded = read(input, piece);
    REQUIRE(describe(*decoded.batch) == describe(*whole.batch));
    REQUIRE(issues(*decoded.batch) == "");
    REQUIRE(decoded.consumed == input.size());
  }
}

TEST_CASE("a broken span of Zipkin costs only itself") {
  const auto decoded =
      read("[\n" + object("a") + ",\n{\"traceId\":\"463ac35c9f6413ad\",\"id\":,\n" + object("b") + ",\n" +
           object("c", R"(,"tags":[1],"annotations":{"x":1},"localEndpoint":7)") + "\n]");
  CHECK(decoded.batch->spans.size() == 3);
  CHECK_FALSE(decoded.batch->issues.empty());
}

TEST_CASE("version 1 of Zipkin tells kind and times by annotations") {
  const auto decoded = read(
      R"([{"traceId":"463ac35c9f6413ad","id":"a2fb4a1d1a96d312","name":"get","annotations":[)"
      R"({"timestamp":1766000000010000,"value":"cs","endpoint":{"serviceName":"web","ipv4":"10.0.0.1"}},)"
      R"({"timestamp":1766000000012000,"value":"retry","endpoint":{"serviceName":"web"}},)"
      R"({"timestamp":1766000000060000,"value":"cr","endpoint":{"serviceName":"web","ipv4":"10.0.0.1"}}],)"
      R"("binaryAnnotations":[{"key":"http.method","value":"GET","endpoint":{"serviceName":"web"}},)"
      R"({"key":"sa","value":true,"endpoint":{"serviceName":"db","port":5432}}]}])");
  const auto& batch = *decoded.batch;
  REQUIRE(batch.spans.size() == 1);
  const auto& span = batch.spans.front();
  CHECK(span.kind == 3);
  CHECK(span.start_ns == 1766000000010000000);
  CHECK(span.end_ns == 1766000000060000000);
  CHECK(span.events == R"([{"time_ns":1766000000012000000,"name":"retry"}])");
  CHECK(attribute(batch, span, "http.method") == R"("GET")");
  CHECK(attribute(batch, span, "peer.service") == R"("db")");
  CHECK(attribute(batch, span, "network.peer.port") == "5432");
  CHECK(attribute(batch, span, "sa") == "(none)");
  CHECK(batch.strings[batch.resources.at(span.resource).service] == "web");
}

TEST_CASE("a span of version 1 with both sides becomes two") {
  const auto decoded =
      read(R"([{"traceId":"463ac35c9f6413ad","id":"a2fb4a1d1a96d312","parentId":"9","name":"get",)"
           R"("timestamp":1766000000010000,"duration":50000,"annotations":[)"
           R"({"timestamp":1766000000010000,"value":"cs","endpoint":{"serviceName":"web"}},)"
           R"({"timestamp":1766000000020000,"value":"sr","endpoint":{"serviceName":"db"}},)"
           R"({"timestamp":1766000000040000,"value":"ss","endpoint":{"serviceName":"db"}},)"
           R"({"timestamp":1766000000060000,"value":"cr","endpoint":{"serviceName":"web"}}],)"
           R"("binaryAnnotations":[{"key":"rows","value":"7","endpoint":{"serviceName":"db"}}]}])");
  const auto& batch = *decoded.batch;
  REQUIRE(batch.spans.size() == 2);
  const auto& client = batch.spans[0];
  const auto& server = batch.spans[1];
  CHECK(client.kind == 3);
  CHECK(to_string(client.span_id) == "a2fb4a1d1a96d312");
  CHECK(client.end_ns == 1766000000060000000);
  CHECK(server.kind == 2);
  CHECK(server.span_id == client.span_id);
  CHECK(to_string(server.parent_span_id) == "0000000000000009");
  CHECK(server.start_ns == 1766000000020000000);
  CHECK(server.end_ns == 1766000000040000000);
  CHECK(attribute(batch, server, "rows") == R"("7")");
  CHECK(batch.strings[batch.resources.at(server.resource).service] == "db");
}

TEST_CASE("a server's side of version 1 keeps the parent that it names, whether it began the span or not") {
  const auto decoded = read(
      R"([{"traceId":"463ac35c9f6413ad","id":"a2fb4a1d1a96d312","parentId":"9","name":"get","annotations":[)"
      R"({"timestamp":1766000000020000,"value":"sr","endpoint":{"serviceName":"db"}},)"
      R"({"timestamp":1766000000040000,"value":"ss","endpoint":{"serviceName":"db"}}]}])");
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(to_string(decoded.batch->spans[0].span_id) == "a2fb4a1d1a96d312");
  CHECK(to_string(decoded.batch->spans[0].parent_span_id) == "0000000000000009");
}
