#include "decode/decoding.hpp"
#include "decode/format_table.hpp"
#include "decode/jaeger_input.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <vector>

using namespace tracewh;
using namespace tracewh::decode::test;

namespace {

/// A property of the table: what is sent, how Jaeger's exporters write it, and what arrives.
struct Property {
  std::string name;
  Otlp sent;
  JaegerInput written;
  Otlp arrives;
};

Property carried(const std::string& name, const Otlp& sent, const JaegerInput& written) {
  return {name, sent, written, sent};
}

const std::string kOtherTrace = "f102030405060708090a0b0c0d0e0f10";
constexpr std::uint64_t kOtherHigh = 0xf102030405060708;
constexpr std::uint64_t kHigh = 0x0102030405060708;
constexpr std::uint64_t kLow = 0x090a0b0c0d0e0f10;

std::vector<Property> properties() {
  std::vector<Property> all;
  all.push_back(carried("trace ID, span ID, parent, name",
                        {R"(,"parentSpanId":"f0000000000000b2")", "", "", ""},
                        {.references = {{false, kHigh, kLow, 0xf0000000000000b2}}}));
  all.push_back({"nanoseconds",
                 {R"(,"startTimeUnixNano":"1766000000010000999")", "", "", ""},
                 {},
                 {R"(,"startTimeUnixNano":"1766000000010000000")", "", "", ""}});
  all.push_back({"a span that has not ended",
                 {R"(,"endTimeUnixNano":0)", "", "", ""},
                 {.duration = 0},
                 {R"(,"endTimeUnixNano":"1766000000010000000")", "", "", ""}});
  all.push_back(
      carried("kind", {R"(,"kind":5)", "", "", ""}, {.tags = {{"span.kind", "string", "consumer"}}}));
  all.push_back(carried("status and its message", {R"(,"status":{"code":2,"message":"why"})", "", "", ""},
                        {.tags = {{"error", "bool", "true"},
                                  {"otel.status_code", "string", "ERROR"},
                                  {"otel.status_description", "string", "why"}}}));
  const std::string http = "," + attributes(any_value("http.status_code", R"("intValue":404)"));
  all.push_back({"status unset beside an `http.status_code` that is an error",
                 {http, "", "", ""},
                 {.tags = {{"http.status_code", "int64", "404"}}},
                 {http + R"(,"status":{"code":2})", "", "", ""}});
  all.push_back(carried("trace state", {R"(,"traceState":"a=b")", "", "", ""},
                        {.tags = {{"w3c.tracestate", "string", "a=b"}}}));
  all.push_back({"flags", {R"(,"flags":257)", "", "", ""}, {}, {R"(,"flags":1)", "", "", ""}});
  all.push_back(carried(
      "text, integer, double, boolean and bytes",
      {"," + attributes(any_value("t", R"("stringValue":"é")") + "," +
                        any_value("i", R"("intValue":"-9223372036854775808")") + "," +
                        any_value("d", R"("doubleValue":3)") + "," + any_value("b", R"("boolValue":false)") +
                        "," + any_value("x", R"("bytesValue":"AP8=")")),
       "", "", ""},
      {.tags = {{"t", "string", "é"},
                {"i", "int64", "-9223372036854775808"},
                {"d", "float64", "3"},
                {"b", "bool", "false"},
                {"x", "binary", std::string("\0\xFF", 2)}}}));
  all.push_back(carried("NaN and infinities",
                        {"," + attributes(any_value("d", R"("doubleValue":"NaN")")), "", "", ""},
                        {.tags = {{"d", "float64", "NaN"}}}));
  all.push_back(
      {"arrays and maps",
       {"," + attributes(any_value("a", R"("arrayValue":{"values":[{"intValue":1}]})")), "", "", ""},
       {.tags = {{"a", "string", "[1]"}}},
       {"," + attributes(any_value("a", R"("stringValue":"[1]")")), "", "", ""}});
  all.push_back(
      {"attributes `error` = true, `otel.*`, `w3c.tracestate`, and `span.kind` with the name of a kind",
       {"," + attributes(any_value("error", R"("boolValue":true)") + "," +
                         any_value("w3c.tracestate", R"("stringValue":"a=b")") + "," +
                         any_value("span.kind", R"("stringValue":"client")")),
        "", "", ""},
       {.tags = {{"error", "bool", "true"},
                 {"w3c.tracestate", "string", "a=b"},
                 {"span.kind", "string", "client"}}},
       {R"(,"kind":3,"status":{"code":2},"traceState":"a=b")", "", "", ""}});
  all.push_back(
      carried("dropped counts of the span",
              {R"(,"droppedAttributesCount":1,"droppedEventsCount":2,"droppedLinksCount":3)", "", "", ""},
              {.tags = {{"otel.dropped_attributes_count", "int64", "1"},
                        {"otel.dropped_events_count", "int64", "2"},
                        {"otel.dropped_links_count", "int64", "3"}}}));
  const std::string event = R"(,"events":[{"timeUnixNano":"1766000000010500000","name":"e","attributes":[)" +
                            any_value("k", R"("intValue":1)") + "]";
  const JaegerLog log{1766000000010500, {{"event", "string", "e"}, {"k", "int64", "1"}}};
  all.push_back({"dropped counts of events, links, resource and scope",
                 {event + R"(,"droppedAttributesCount":1}])", R"("droppedAttributesCount":2)", "", ""},
                 {.logs = {log}},
                 {event + "}]", "", "", ""}});
  all.push_back(carried("events with name and attributes", {event + "}]", "", "", ""}, {.logs = {log}}));
  const std::string link = R"(,"links":[{"traceId":")" + kOtherTrace + R"(","spanId":"00000000000000b2")";
  const JaegerRef follows{true, kOtherHigh, kLow, 0xb2};
  all.push_back(carried("links", {link + "}]", "", "", ""}, {.references = {follows}}));
  all.push_back(
      {"trace state, flags and attributes of a link",
       {link + R"(,"traceState":"a=b","flags":1,)" + attributes(any_value("k", R"("intValue":1)")) + "}]", "",
        "", ""},
       {.references = {follows}},
       {link + "}]", "", "", ""}});
  const std::string own =
      R"(,"links":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"00000000000000b2"}])";
  all.push_back({"link of a root span into its own trace",
                 {own, "", "", ""},
                 {.references = {{true, kHigh, kLow, 0xb2}}},
                 {own + R"(,"parentSpanId":"00000000000000b2")", "", "", ""}});
  const std::string service = any_value("service.name", R"("stringValue":"svc")");
  all.push_back(carried("resource attributes",
                        {"", attributes(service + "," + any_value("n", R"("intValue":1)")), "", ""},
                        {.service = "svc", .process_tags = {{"n", "int64", "1"}}}));
  all.push_back({"resource attribute `hostname`",
                 {"", attributes(any_value("hostname", R"("stringValue":"h")")), "", ""},
                 {.process_tags = {{"hostname", "string", "h"}}},
                 {"", attributes(any_value("host.name", R"("stringValue":"h")")), "", ""}});
  const std::vector<JaegerTag> scope{{"otel.scope.name", "string", "lib"},
                                     {"otel.scope.version", "string", "1"}};
  all.push_back(
      carried("scope name and version", {"", "", R"("name":"lib","version":"1")", ""}, {.tags = scope}));
  all.push_back({"scope attributes, schema URLs, entity references",
                 {"", R"("entityRefs":[{"type":"host"}])",
                  R"("name":"lib","version":"1",)" + attributes(any_value("k", R"("intValue":1)")),
                  R"(,"schemaUrl":"u")"},
                 {.tags = scope},
                 {"", "", R"("name":"lib","version":"1")", ""}});
  return all;
}

}  // namespace

TEST_CASE("Jaeger carries what the table says, and no more") {
  auto table = read_format_table();
  REQUIRE(table.size() > 20);
  for (const Property& property : properties()) {
    INFO(property.name);
    REQUIRE(table.contains(property.name));
    const bool same = description(property.sent) == description(property.arrives);
    const std::string arrives = description(property.arrives);
    CHECK_FALSE(table[property.name]["jaeger-json"].empty());
    CHECK(table[property.name]["jaeger-thrift"] == table[property.name]["jaeger-json"]);
    CHECK((table[property.name]["jaeger-json"] == "yes") == same);
    CHECK(describe(*decode_all("jaeger-json", jaeger_json(property.written)).batch) == arrives);
    CHECK(describe(*decode_all("jaeger-thrift", jaeger_thrift({property.written})).batch) == arrives);
    table.erase(property.name);
  }
  // Null is one thing in JSON and has no type in Thrift.
  CHECK(table["empty value"]["jaeger-json"] == "yes");
  CHECK(table["empty value"]["jaeger-thrift"] == "no");
  std::string null = jaeger_json({.tags = {{"k", "int64", "null"}}});
  CHECK(describe(*decode_all("jaeger-json", null).batch) ==
        description({"," + attributes(R"({"key":"k","value":{}})"), "", "", ""}));
  table.erase("empty value");
  for (const auto& [name, cells] : table) {
    INFO("a property that is not checked: " << name);
    CHECK(cells.at("jaeger-json") == "");
    CHECK(cells.at("jaeger-thrift") == "");
  }
}
