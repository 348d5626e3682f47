#include "base/limits.hpp"
#include "decode/decoding.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::decode::test;

namespace {

std::string value_of(std::string_view any_value) {
  const auto decoded = decode_span(R"(,"attributes":[{"key":"k","value":)" + std::string(any_value) + "}]");
  REQUIRE(decoded.batch->spans.size() == 1);
  return std::string(decoded.batch->spans.front().attribute_values);
}

std::uint16_t anomalies_of(std::string_view more) {
  const auto decoded = decode_span(more);
  REQUIRE(decoded.batch->spans.size() == 1);
  return decoded.batch->spans.front().anomalies;
}

std::string nested(int depth) {
  std::string value;
  for (int i = 0; i < depth; ++i) value += R"({"arrayValue":{"values":[)";
  for (int i = 0; i < depth; ++i) value += "]}}";
  return value;
}

}  // namespace

TEST_CASE("values keep their types") {
  CHECK(value_of(R"({"stringValue":"a\"\u00e9\n"})") == "[\"a\\\"\xC3\xA9\\n\"]");
  CHECK(value_of(R"({"intValue":"-7"})") == "[-7]");
  CHECK(value_of(R"({"intValue":" +42 "})") == "[42]");
  CHECK(value_of(R"({"intValue":1e3})") == "[1000]");
  CHECK(value_of(R"({"doubleValue":3})") == "[3.0]");
  CHECK(value_of(R"({"doubleValue":-0.0})") == "[-0.0]");
  CHECK(value_of(R"({"doubleValue":5e-324})") == "[5e-324]");
  CHECK(value_of(R"({"boolValue":false})") == "[false]");
  CHECK(value_of(R"({"bytesValue":"_-8"})") == R"([{"bytesValue":"/+8="}])");
  CHECK(value_of(R"({"doubleValue":null})") == "[null]");
  CHECK(value_of(R"({"kvlistValue":{"values":[{"key":"doubleValue","value":{"stringValue":"NaN"}}]}})") ==
        R"([{"kvlistValue":{"doubleValue":"NaN"}}])");
  CHECK(value_of(R"({"intValue":"0x2a"})") == "[null]");
}

TEST_CASE("a value that cannot be read costs only itself") {
  CHECK(anomalies_of(R"(,"attributes":[{"key":"k","value":{"intValue":"x"}}])") ==
        model::anomaly::kInvalidValue);
  CHECK(anomalies_of(R"(,"attributes":{"k":1},"status":7,"events":"none")") == model::anomaly::kInvalidValue);
}

TEST_CASE("nesting is cut at the limit, whatever the depth") {
  const auto at_limit = [](int depth) {
    return decode_span(R"(,"attributes":[{"key":"k","value":)" + nested(depth) + "}]");
  };
  CHECK(issues(*at_limit(base::limits::kValueDepth).batch) == "");
  CHECK(issues(*at_limit(base::limits::kValueDepth + 1).batch) == "too_deep×1");
  const auto deep = at_limit(100'000);
  CHECK(deep.batch->spans.size() == 1);
  CHECK(issues(*deep.batch) == "too_deep×1");
}

TEST_CASE("fields may come in any order, also behind the spans that they belong to") {
  const auto decoded =
      decode_all("otlp-json", R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + json_span("s") +
                                  R"(],"scope":{"name":"lib"}}],"schemaUrl":"u","resource":{"attributes":[)"
                                  R"({"key":"service.name","value":{"stringValue":"svc"}}]}}]})");
  const auto& batch = *decoded.batch;
  REQUIRE(batch.spans.size() == 1);
  CHECK(batch.strings[batch.resources.at(batch.spans[0].resource).service] == "svc");
  CHECK(batch.resources.at(0).schema_url == "u");
  CHECK(batch.scopes.at(batch.spans[0].scope).name == "lib");
}

TEST_CASE("equal resources and scopes become one") {
  const std::string line = otlp_json(json_span("s")) + "\n";
  const auto decoded = decode_all("otlp-json", line + line + line);
  CHECK(decoded.batch->spans.size() == 3);
  CHECK(decoded.batch->resources.size() == 1);
  CHECK(decoded.batch->scopes.size() == 1);
  CHECK(decoded.batch->spans.back().resource == 0);
}

TEST_CASE("entity references are kept") {
  const auto decoded = decode_all(
      "otlp-json", R"({"resourceSpans":[{"resource":{"entityRefs":[{"type":"host","idKeys":["host.id"]}]},)"
                   R"("scopeSpans":[{"spans":[)" +
                       json_span("s") + "]}]}]}");
  REQUIRE(decoded.batch->resources.size() == 1);
  CHECK(decoded.batch->resources[0].entity_refs == R"([{"idKeys":["host.id"],"type":"host"}])");
}

TEST_CASE("spans before an error are kept, the rest of the stream is read") {
  const std::string good = otlp_json(json_span("after"));
  const std::string broken =
      R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + json_span("before") + R"(,{"traceId":]}]}]})";
  const auto decoded = decode_all("otlp-json", broken + "\n" + good + "\n");
  CHECK(decoded.batch->spans.size() == 2);
  REQUIRE(decoded.batch->issues.size() == 1);
  CHECK(decoded.batch->issues[0].code == "bad_json");
  CHECK(decoded.batch->issues[0].offset == 0);
}

TEST_CASE("a record cut anywhere never gives half a span") {
  const std::string spans =
      json_span("one", R"(,"attributes":[{"key":"k","value":{"stringValue":"a\\b"}}])") + "," +
      json_span("two");
  const std::string document = otlp_json(spans);
  const std::size_t first_end = document.find("},{\"traceId\"") + 1;
  const std::size_t second_end = document.rfind("}]}]}]}") + 1;
  for (std::size_t cut = 1; cut < document.size(); ++cut) {
    INFO("cut at " << cut);
    const auto decoded = decode_all("otlp-json", std::string_view(document).substr(0, cut));
    const std::size_t expected = cut >= second_end ? 2 : cut >= first_end ? 1 : 0;
    CHECK(decoded.batch->spans.size() == expected);
    CHECK_THAT(issues(*decoded.batch), Catch::Contains("truncated_record"));
  }
}

TEST_CASE("in what pieces the input arrives makes no difference") {
  const std::string input =
      otlp_json(json_span("one")) + "\n" + otlp_json(json_span("two") + "," + json_span("three"));
  const std::string expected = describe(*decode_all("otlp-json", input).batch);
  for (std::size_t piece = 1; piece < input.size(); piece += 7) {
    INFO("pieces of " << piece);
    CHECK(describe(*decode_all("otlp-json", input, piece).batch) == expected);
  }
}

TEST_CASE("several documents on one line are all decoded") {
  const std::string one = otlp_json(json_span("s"));
  CHECK(decode_all("otlp-json", one + one + " " + one + "\n").batch->spans.size() == 3);
}

TEST_CASE("text that is not UTF-8 is repaired, raw control characters are accepted") {
  const auto decoded =
      decode_all("otlp-json", otlp_json(json_span("a\xFFz")) + "\n" + otlp_json(json_span("t\tb")) + "\n");
  REQUIRE(decoded.batch->spans.size() == 2);
  CHECK(span_named(*decoded.batch, "a\xEF\xBF\xBDz").anomalies == 0);
  span_named(*decoded.batch, "t\tb");
  CHECK(issues(*decoded.batch) == "invalid_utf8×1");
}

TEST_CASE("metrics and logs are skipped with a warning") {
  const auto decoded =
      decode_all("otlp-json", "{\"resourceMetrics\":[{\"a\":1}]}\n{\"resourceLogs\":[]}\n{}\n");
  CHECK(decoded.batch->spans.empty());
  CHECK(issues(*decoded.batch) == "other_signal×1 other_signal×1");
}

TEST_CASE("what goes over the limits is cut and counted") {
  SECTION("a megabyte of name") {
    const auto decoded = decode_all("otlp-json", otlp_json(json_span(std::string(1 << 20, 'n'))));
    const auto& batch = *decoded.batch;
    REQUIRE(batch.spans.size() == 1);
    CHECK(batch.strings[batch.spans[0].name].size() == base::limits::kNameBytes);
    CHECK(batch.spans[0].anomalies == model::anomaly::kTruncated);
  }
  SECTION("thousands of attributes do not push out those that say what the span is") {
    std::string list = R"({"key":"a0","value":{}})";
    for (int i = 1; i < 3000; ++i) list += R"(,{"key":"a)" + std::to_string(i) + R"(","value":{}})";
    list += R"(,{"key":"span.kind","value":{"stringValue":"tool"}})";
    const auto decoded = decode_span(R"(,"attributes":[)" + list + R"(],"droppedAttributesCount":5)");
    REQUIRE(decoded.batch->spans.size() == 1);
    const auto& span = decoded.batch->spans[0];
    CHECK(span.dropped_attributes == 5 + 3000 - base::limits::kAttributesPerSpan);
    CHECK(span.role == model::Role::kTool);
  }
  SECTION("values") {
    const auto decoded = decode_span(R"(,"attributes":[{"key":"k","value":{"stringValue":")" +
                                     std::string(100'000, 'v') + R"("}}])");
    CHECK(decoded.batch->spans.at(0).attribute_values.size() == base::limits::kValueBytes + 4);
  }
  SECTION("events") {
    std::string events = R"({"name":"e"})";
    for (int i = 1; i < 300; ++i) events += R"(,{"name":"e"})";
    const auto decoded = decode_span(R"(,"events":[)" + events + "]");
    CHECK(decoded.batch->spans.at(0).dropped_events == 300 - base::limits::kEventsPerSpan);
  }
}

TEST_CASE("times out of range reject the span") {
  const auto with_start = [](std::string_view start) {
    return decode_all("otlp-json", otlp_json(R"({"traceId":"0102030405060708090a0b0c0d0e0f10",)"
                                             R"("spanId":"00000000000000a1","startTimeUnixNano":)" +
                                             std::string(start) + "}"));
  };
  CHECK(issues(*with_start("-1").batch) == "time_out_of_range×1");
  CHECK(issues(*with_start("\"9223372036854775808\"").batch) == "time_out_of_range×1");
  CHECK(issues(*with_start("\"soon\"").batch) == "time_out_of_range×1");
  CHECK(issues(*with_start("1766000000000").batch) == "implausible_time×1");
  CHECK(issues(*with_start("1766000000000000000").batch) == "");
}
