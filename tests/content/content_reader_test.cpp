#include "content/content_reader.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

namespace tracewh::content {
namespace {

model::SpanPayload with_values(std::string_view keys, std::string_view values) {
  model::SpanPayload payload;
  payload.attribute_keys = keys;
  payload.attribute_values = values;
  return payload;
}

}  // namespace

TEST_CASE("attributes keep the types in which they are stored") {
  const model::SpanPayload payload = with_values(
      R"(["a","b","c","d","e"])",
      R"([1,1.0,{"doubleValue":"-Infinity"},{"bytesValue":"AP8="},{"kvlistValue":{"bytesValue":2}}])");
  model::Span span;
  span.payload = &payload;
  ContentReader reader;
  const SpanContent content = reader.span(span);
  REQUIRE(content.attributes.size() == 5);
  const auto value = [&](std::string_view key) { return find(content.attributes, key)->data; };
  CHECK(std::get<std::int64_t>(value("a")) == 1);
  CHECK(std::get<double>(value("b")) == 1.0);
  CHECK(std::isinf(std::get<double>(value("c"))));
  CHECK(std::get<Base64>(value("d")).text == "AP8=");
  CHECK(std::get<Value::Map>(value("e")).front().key == "bytesValue");
  CHECK(find(content.attributes, "f") == nullptr);
  std::string text;
  append_json(text, content.attributes);
  CHECK(text == R"({"a":1,"b":1.0,"c":{"doubleValue":"-Infinity"},"d":{"bytesValue":"AP8="},)"
                R"("e":{"kvlistValue":{"bytesValue":2}}})");
}

TEST_CASE("events and links are taken apart") {
  model::SpanPayload payload;
  payload.events = R"([{"time_ns":5,"name":"exception","attributes":{"x":true},"dropped_attributes":3}])";
  payload.links =
      R"([{"trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"00000000000000aa","flags":1}])";
  model::Span span;
  span.payload = &payload;
  ContentReader reader;
  const SpanContent content = reader.span(span);
  REQUIRE(content.events.size() == 1);
  CHECK(content.events[0].time_ns == 5);
  CHECK(content.events[0].name == "exception");
  CHECK(std::get<bool>(find(content.events[0].attributes, "x")->data));
  CHECK(content.events[0].dropped_attributes == 3);
  REQUIRE(content.links.size() == 1);
  CHECK(to_string(content.links[0].trace_id) == "0102030405060708090a0b0c0d0e0f10");
  CHECK(content.links[0].span_id.value == 0xaa);
  CHECK(content.links[0].flags == 1);
}

TEST_CASE("a span without a payload, and what is no JSON, have no content") {
  ContentReader reader;
  CHECK(reader.span({}).attributes.empty());
  model::SpanPayload payload = with_values("[", "[[");
  payload.events = "{}";
  payload.links = "[{";
  model::Span span;
  span.payload = &payload;
  const SpanContent content = reader.span(span);
  CHECK(content.attributes.empty());
  CHECK(content.events.empty());
  CHECK(content.links.empty());
  CHECK(reader.objects("[1").empty());
}

}  // namespace tracewh::content
