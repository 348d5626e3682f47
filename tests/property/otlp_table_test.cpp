#include "decode/format_table.hpp"
#include "property/exchange.hpp"
#include "property/ingested_database.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>

namespace tracewh::property {
namespace {

/// A request with everything that the table of formats names.
constexpr const char* kRequest = R"({"resourceSpans":[{"schemaUrl":"schema/r","resource":{
  "droppedAttributesCount":11,"entityRefs":[{"type":"host","idKeys":["host.id"]}],
  "attributes":[{"key":"hostname","value":{"stringValue":"h-1"}},{"key":"team","value":{"stringValue":"blue"}}]},
 "scopeSpans":[{"schemaUrl":"schema/s","scope":{"name":"lib","version":"7.1","droppedAttributesCount":12,
   "attributes":[{"key":"scoped","value":{"intValue":"5"}}]},
  "spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"00000000000000a1","name":"root","kind":5,
    "startTimeUnixNano":"1766000000010000999","endTimeUnixNano":"1766000000020000999","flags":769,
    "traceState":"a=b","status":{"code":2,"message":"why"},
    "droppedAttributesCount":21,"droppedEventsCount":22,"droppedLinksCount":23,
    "attributes":[
     {"key":"a.text","value":{"stringValue":"x"}},{"key":"b.integer","value":{"intValue":"-9223372036854775808"}},
     {"key":"c.double","value":{"doubleValue":3}},{"key":"d.boolean","value":{"boolValue":false}},
     {"key":"e.bytes","value":{"bytesValue":"AP8="}},{"key":"f.nan","value":{"doubleValue":"NaN"}},
     {"key":"g.array","value":{"arrayValue":{"values":[{"intValue":"1"},{"intValue":"2"}]}}},
     {"key":"h.empty","value":{}},{"key":"i.error","value":{"boolValue":true}},
     {"key":"span.kind","value":{"stringValue":"client"}}],
    "events":[{"timeUnixNano":"1766000000010500000","name":"e-1","droppedAttributesCount":31,
      "attributes":[{"key":"k","value":{"intValue":"41"}}]}],
    "links":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"00000000000000b2","traceState":"c=d",
      "flags":257,"attributes":[{"key":"l","value":{"intValue":"42"}}]}]},
   {"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"00000000000000a2","parentSpanId":"00000000000000a1",
    "name":"child","startTimeUnixNano":"1766000000011000000",
    "attributes":[{"key":"http.status_code","value":{"intValue":"500"}}]}]}]}]})";

/// Property of the table → what the tables hold of it.
const std::map<std::string, std::string> kStored{
    {"trace ID, span ID, parent, name", "0102030405060708090A0B0C0D0E0F10|162|161|child|"},
    {"nanoseconds", "|1766000000010000999|10000000|"},
    {"a span that has not ended", "|child|0|0|1766000000011000000||0|"},
    {"kind", "|root|5|"},
    {"status and its message", "|why|"},
    {"status unset beside an `http.status_code` that is an error", "|[\"http.status_code\"]|[500]|"},
    {"trace state", "|a=b|"},
    {"flags", "|769|"},
    {"text, integer, double, boolean and bytes",
     R"(["x",-9223372036854775808,3.0,false,{"bytesValue":"AP8="},)"},
    {"NaN and infinities", R"({"doubleValue":"NaN"})"},
    {"arrays and maps", "[1,2]"},
    {"empty value", "[1,2],null,true"},
    {"attributes `error` = true, `otel.*`, `w3c.tracestate`, and `span.kind` with the name of a kind",
     R"(true,"client"])"},
    {"dropped counts of the span", "|21|22|23|"},
    {"dropped counts of events, links, resource and scope", "|11|lib|"},
    {"events with name and attributes", R"("name":"e-1","attributes":{"k":41})"},
    {"links", R"("span_id":"00000000000000b2")"},
    {"trace state, flags and attributes of a link",
     R"("trace_state":"c=d","attributes":{"l":42},"flags":257)"},
    {"link of a root span into its own trace", R"([{"trace_id":"0102030405060708090a0b0c0d0e0f10")"},
    {"resource attributes", R"("team":"blue")"},
    {"resource attribute `hostname`", R"("hostname":"h-1")"},
    {"scope name and version", "|lib|7.1|"},
    {"scope attributes, schema URLs, entity references", R"|({"scoped":5}|schema/s|12)|"},
};

TEST_CASE("OTLP carries every property of the table of formats, as JSON and as protobuf") {
  IngestedDatabase json;
  json.ingest({kRequest});
  IngestedDatabase protobuf;
  protobuf.ingest({exported(json, "otlp-proto")});
  const std::string from_json = tables(json);
  const std::string from_protobuf = tables(protobuf);
  for (const auto& [property, cells] : decode::test::read_format_table()) {
    INFO(property << "\n" << from_json);
    CHECK(cells.at("otlp-json") == "yes");
    CHECK(cells.at("otlp-proto") == "yes");
    REQUIRE(kStored.contains(property));
    CHECK(from_json.find(kStored.at(property)) != std::string::npos);
    CHECK(from_protobuf.find(kStored.at(property)) != std::string::npos);
  }
}

}  // namespace
}  // namespace tracewh::property
