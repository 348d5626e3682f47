#include "decode/decoding.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace tracewh;
using namespace tracewh::decode::test;

namespace {

/// One object as the exporter prints it, with more members.
std::string object(std::string_view name, std::string_view more = {}) {
  return fmt::format(R"({{
    "name": "{}",
    "context": {{
        "trace_id": "0x0102030405060708090a0b0c0d0e0f10",
        "span_id": "0xa1b2c3d4e5f60002",
        "trace_state": "[]"
    }},
    "kind": "SpanKind.PRODUCER",
    "parent_id": "0xa1b2c3d4e5f60001",
    "start_time": "2025-12-17T19:33:20.010000Z",
    "end_time": "2025-12-17T19:33:20.011500Z"{}
}}
)",
                     name, more);
}

Decoded read(std::string_view input, std::size_t piece = std::string_view::npos) {
  return decode_all("python-console", input, piece);
}

/// The stored values of the attributes that are given as a JSON object.
std::string values_of(std::string_view attributes) {
  const auto decoded = read(object("s", fmt::format(",\n\"attributes\": {}", attributes)));
  REQUIRE(decoded.batch->spans.size() == 1);
  return std::string(decoded.batch->spans.front().attribute_values);
}

}  // namespace

TEST_CASE("a printed span of Python has all that was printed") {
  const auto decoded = read(object("protocol.send", R"(,
    "status": {"status_code": "ERROR", "description": "lost"},
    "attributes": {"operation": "send"},
    "events": [{"name": "e", "timestamp": "2025-12-17T19:33:20.010001Z", "attributes": {"n": 1}}],
    "links": [{"context": {"trace_id": "0x0102030405060708090a0b0c0d0e0f11", "span_id": "0xa1b2c3d4e5f60009",
               "trace_state": "['{key=v, value=1}']"}, "attributes": {"why": "batch"}}],
    "resource": {"attributes": {"service.name": "agent"}, "schema_url": "https://x/1"})"));
  const auto& batch = *decoded.batch;
  CHECK(issues(batch) == "");
  REQUIRE(batch.spans.size() == 1);
  const auto& span = batch.spans.front();
  CHECK(to_string(span.trace_id) == "0102030405060708090a0b0c0d0e0f10");
  CHECK(to_string(span.span_id) == "a1b2c3d4e5f60002");
  CHECK(to_string(span.parent_span_id) == "a1b2c3d4e5f60001");
  CHECK(span.kind == 4);
  CHECK(span.start_ns == 1766000000010000000);
  CHECK(span.end_ns == 1766000000011500000);
  CHECK(span.status == model::StatusCode::kError);
  CHECK(span.status_message == "lost");
  CHECK_FALSE(span.has_flags);
  CHECK(attribute(batch, span, "operation") == R"("send")");
  CHECK(span.events == R"([{"time_ns":1766000000010001000,"name":"e","attributes":{"n":1}}])");
  CHECK(span.links == R"([{"trace_id":"0102030405060708090a0b0c0d0e0f11","span_id":"a1b2c3d4e5f60009",)"
                      R"("trace_state":"v=1","attributes":{"why":"batch"}}])");
  CHECK(batch.strings[batch.resources.at(span.resource).service] == "agent");
  CHECK(batch.resources.at(span.resource).schema_url == "https://x/1");
}

TEST_CASE("plain JSON values keep the types that Python shows") {
  CHECK(values_of(R"({"k": 9007199254740993})") == "[9007199254740993]");
  CHECK(values_of(R"({"k": 3.0})") == "[3.0]");
  CHECK(values_of(R"({"k": 1e21})") == "[1e+21]");
  CHECK(values_of(R"({"k": true})") == "[true]");
  CHECK(values_of(R"({"k": null})") == "[null]");
  CHECK(values_of(R"({"k": ["a", "b"]})") == R"([["a","b"]])");
  CHECK(values_of(R"({"k": {"a": [1, 2.5]}})") == R"([{"a":[1,2.5]}])");
  CHECK(values_of(R"({"k\n": "\u2014"})") == "[\"\xE2\x80\x94\"]");
}

TEST_CASE("bare NaN and Infinity are numbers, and texts of that name stay texts") {
  CHECK(values_of(R"({"a": NaN, "b": Infinity, "c": -Infinity, "d": [NaN], "e": "NaN"})") ==
        R"([{"doubleValue":"NaN"},{"doubleValue":"Infinity"},{"doubleValue":"-Infinity"},)"
        R"([{"doubleValue":"NaN"}],"NaN"])");
}

TEST_CASE("a span of Python without an end is unfinished") {
  std::string text = object("s");
  text.replace(text.find("\"2025-12-17T19:33:20.011500Z\""), 29, "null");
  const auto decoded = read(text);
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->spans.front().end_ns == 0);
  CHECK(decoded.batch->spans.front().anomalies == 0);
}

TEST_CASE("the older shape of Python's resource is read") {
  const auto decoded = read(object("s", R"(, "resource": {"service.name": "old", "host.cpus": 4})"));
  const auto& batch = *decoded.batch;
  REQUIRE(batch.resources.size() == 1);
  CHECK(batch.resources[0].attributes == R"({"host.cpus":4,"service.name":"old"})");
}

TEST_CASE("Python's trace state becomes the header again") {
  std::string text = object("s");
  text.replace(text.find("\"[]\""), 4, R"("['{key=a, value=1}', '{key=b@c, value=x}y}']")");
  const auto decoded = read(text);
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->spans.front().trace_state == "a=1,b@c=x}y");
}

TEST_CASE("Python's objects are found however they arrive, between other lines of a log") {
  const std::string input = "INFO starting\n" + object("a") + "\n{\"level\": \"info\"}\n" + object("b");
  const auto whole = read(input);
  CHECK(whole.batch->spans.size() == 2);
  CHECK(issues(*whole.batch) == "other_signal×1 skipped_text×1");
  for (std::size_t piece = 1; piece < input.size(); ++piece) {
    const auto decoded = read(input, piece);
    REQUIRE(describe(*decoded.batch) == describe(*whole.batch));
    REQUIRE(decoded.consumed == whole.consumed);
  }
}

TEST_CASE("a broken object of Python costs only itself") {
  std::string broken = object("broken");
  broken.replace(broken.find("\"kind\""), 6, "\"kind");
  const auto decoded = read(object("a") + broken + object("b"));
  CHECK(decoded.batch->spans.size() == 2);
  CHECK_FALSE(decoded.batch->issues.empty());
}
