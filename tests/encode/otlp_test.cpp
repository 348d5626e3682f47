#include "encode/encoded.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::encode;
using test::span;

namespace {

std::string hex(const std::string& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return text;
}

model::Trace tiny() {
  model::Span span = test::span(2, 0, "n", 1, 2);
  span.flags = 0;
  return test::trace({span});
}

// Span: IDs 18 + 10 bytes, name 3, times 9 + 9, flags 6, which are written although they are zero.
const std::string kTinySpan =
    "0a100102030405060708090a0b0c0d0e0f10"
    "12080000000000000002"
    "2a016e"
    "390100000000000000"
    "410200000000000000"
    "850100000000";
const std::string kTinyTraces =
    "0a3b"
    "1239"
    "1237" +
    kTinySpan;

}  // namespace

TEST_CASE("OTLP JSON has everything that is stored, and leaves out zeros") {
  CHECK(
      encoded("otlp-json", story()) ==
      R"({"resourceSpans":[{"resource":{"attributes":[)"
      R"({"key":"service.name","value":{"stringValue":"shop"}},{"key":"zone","value":{"intValue":"7"}}]},)"
      R"("scopeSpans":[{"scope":{"name":"lib","version":"1.0"},"spans":[)"
      R"({"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0000000000000001","name":"task; one",)"
      R"("kind":2,"startTimeUnixNano":"1768467600000000000","endTimeUnixNano":"1768467600002000500",)"
      R"("status":{},"flags":257},)"
      R"({"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0000000000000002","traceState":"s=1",)"
      R"("parentSpanId":"0000000000000001","name":"call","kind":3,"startTimeUnixNano":"1768467600000001000",)"
      R"("endTimeUnixNano":"1768467600000501000","attributes":[)"
      R"({"key":"a","value":{"stringValue":"x"}},{"key":"b","value":{"intValue":"9007199254740993"}},)"
      R"({"key":"c","value":{"doubleValue":1.5}},{"key":"d","value":{"doubleValue":"NaN"}},)"
      R"({"key":"e","value":{"boolValue":true}},{"key":"f","value":{}},)"
      R"({"key":"g","value":{"bytesValue":"AP8="}},)"
      R"({"key":"h","value":{"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"y"}]}}},)"
      R"({"key":"i","value":{"kvlistValue":{"values":[{"key":"bytesValue","value":{"intValue":"2"}}]}}}],)"
      R"("droppedAttributesCount":4,"events":[{"timeUnixNano":"1768467600000002000","name":"exception",)"
      R"("attributes":[{"key":"exception.type","value":{"stringValue":"E"}}],"droppedAttributesCount":3}],)"
      R"("droppedEventsCount":5,"links":[{"traceId":"ff000000000000000000000000000000",)"
      R"("spanId":"00000000000000aa","traceState":"k=v","attributes":[{"key":"w","value":{"intValue":"1"}}],)"
      R"("droppedAttributesCount":2,"flags":1}],"droppedLinksCount":6,)"
      R"("status":{"message":"boom","code":2}}]}]}]})"
      "\n");
}

TEST_CASE("OTLP JSON groups spans by resource and scope in the order in which they come") {
  model::Trace trace = test::trace({span(1, 0, "a", 1, 2), span(2, 0, "b", 2, 3), span(3, 0, "c", 3, 4)});
  trace.resources.push_back({"", R"({"r":2})", "", "", 0});
  trace.spans[1].resource = 1;
  const std::string json = encoded("otlp-json", std::move(trace));
  const auto at = [&](const std::string& text) { return json.find(text); };
  CHECK(at(R"("name":"a")") < at(R"("name":"c")"));
  CHECK(at(R"("name":"c")") < at(R"("key":"r")"));
  CHECK(at(R"("key":"r")") < at(R"("name":"b")"));
}

TEST_CASE("OTLP protobuf is one message after another, or each after its length") {
  CHECK(hex(encoded("otlp-proto", tiny())) == kTinyTraces);
  CHECK(hex(encoded("otlp-proto", tiny(), tiny())) == kTinyTraces + kTinyTraces);
  CHECK(hex(encoded("otlp-proto-stream", tiny())) == "0000003d" + kTinyTraces);
}

TEST_CASE("empty values are written in protobuf, since an omitted one would be lost") {
  const auto attribute = [](const std::string& stored) {
    model::Trace trace = tiny();
    const std::string values = "[" + stored + "]";
    test::set_payload(trace, 0, {"", R"(["k"])", values, "", ""});
    const std::string bytes = hex(encoded("otlp-proto", std::move(trace)));
    const std::size_t key = bytes.find("0a016b");  // KeyValue.key
    // The length before it tells where the pair ends.
    const std::size_t length = std::stoul(bytes.substr(key - 2, 2), nullptr, 16);
    return bytes.substr(key + 6, 2 * length - 6);
  };
  CHECK(attribute("\"\"") == "12020a00");
  CHECK(attribute("[]") == "12022a00");
  CHECK(attribute("{}") == "12023200");
  CHECK(attribute("[null,0]") ==
        "1208"
        "2a06"
        "0a00"
        "0a02"
        "1800");
  CHECK(attribute("null") == "");
}

TEST_CASE("what is no JSON is left out and costs nothing else") {
  const std::string nested(5'000, '[');
  const auto trace = [&] {
    model::Trace made = tiny();
    test::set_payload(made, 0, {"", "[]", nested, "[{", ""});
    made.resources[0].entity_refs = R"([{"type":"cut)";
    return made;
  };
  CHECK(hex(encoded("otlp-proto", trace())) == kTinyTraces);
  CHECK(encoded("otlp-json", trace()).find("entityRefs") == std::string::npos);
}
