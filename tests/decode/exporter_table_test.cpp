#include "decode/decoding.hpp"
#include "decode/format_table.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <set>
#include <vector>

using namespace tracewh;
using namespace tracewh::decode::test;

namespace {

/// A property of the table: what is sent, how the exporter writes it, and what arrives.
struct Property {
  std::string name;
  Otlp sent;
  std::string written;
  Otlp arrives;
};

Property carried(const std::string& name, const Otlp& sent, const std::string& written) {
  return {name, sent, written, sent};
}

const std::string kState = R"(,"traceState":"a=b")";
const std::string kStatus = R"(,"status":{"code":2,"message":"why"})";
const std::string kDropped = R"(,"droppedAttributesCount":1,"droppedEventsCount":2,"droppedLinksCount":3)";
const std::string kHttp = "," + attributes(any_value("http.status_code", R"("intValue":404)"));
const std::string kArray =
    "," + attributes(any_value("a", R"("arrayValue":{"values":[{"intValue":1},{"intValue":2}]})"));
const std::string kNan = "," + attributes(any_value("d", R"("doubleValue":"NaN")"));
const std::string kEmpty = "," + attributes(R"({"key":"k","value":{}})");
const std::string kText = any_value("t", R"("stringValue":"é")");
const std::string kInteger = any_value("i", R"("intValue":"-9223372036854775808")");
const std::string kReal = any_value("d", R"("doubleValue":3)");
const std::string kBool = any_value("b", R"("boolValue":false)");
const std::string kBytes = any_value("x", R"("bytesValue":"AP8=")");
const std::string kTypes =
    "," + attributes(kText + "," + kInteger + "," + kReal + "," + kBool + "," + kBytes);
const std::string kEvent = R"(,"events":[{"timeUnixNano":"1766000000010500000","name":"e",)" +
                           attributes(any_value("k", R"("intValue":1)"));
const std::string kLink =
    R"(,"links":[{"traceId":"f102030405060708090a0b0c0d0e0f10","spanId":"00000000000000b2")";
const std::string kOwnLink =
    R"(,"links":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"00000000000000b2")";
const std::string kRichLink =
    kLink + R"(,"traceState":"a=b","flags":257,)" + attributes(any_value("k", R"("intValue":1)")) + "}]";
const std::string kMarks = "," + attributes(any_value("error", R"("boolValue":true)") + "," +
                                            any_value("w3c.tracestate", R"("stringValue":"a=b")") + "," +
                                            any_value("span.kind", R"("stringValue":"client")"));
const std::string kService = any_value("service.name", R"("stringValue":"svc")");
const std::string kHost = any_value("hostname", R"("stringValue":"h")");
const std::string kRichScope =
    R"("name":"lib","version":"1",)" + attributes(any_value("k", R"("intValue":1)"));

// Closes the resource, so that only it has a schema URL.
const std::string kSchemaOfResource = R"(},"schemaUrl":"u","unknown":{)";

const std::string kMarksName =
    "attributes `error` = true, `otel.*`, `w3c.tracestate`, and `span.kind` with the name of a kind";
const std::string kHttpName = "status unset beside an `http.status_code` that is an error";
const std::string kDroppedElsewhere = "dropped counts of events, links, resource and scope";
const std::string kScopeRest = "scope attributes, schema URLs, entity references";

std::string go_context(std::string_view trace, std::string_view span, std::string_view state = "") {
  return fmt::format(R"({{"TraceID":"{}","SpanID":"{}","TraceFlags":"01","TraceState":"{}","Remote":false}})",
                     trace, span, state);
}

constexpr std::string_view kTrace = "0102030405060708090a0b0c0d0e0f10";
constexpr std::string_view kOther = "f102030405060708090a0b0c0d0e0f10";

std::string go_span(std::string_view more) {
  return fmt::format(R"({{"Name":"s","SpanContext":{},"SpanKind":0,"StartTime":"2025-12-17T19:33:20.01Z",)"
                     R"("EndTime":"2025-12-17T19:33:20.011Z"{}}})",
                     go_context(kTrace, "00000000000000a1"), more);
}

std::string go_attribute(std::string_view key, std::string_view type, std::string_view value) {
  return fmt::format(R"({{"Key":"{}","Value":{{"Type":"{}","Value":{}}}}})", key, type, value);
}

std::string go_attributes(const std::string& list) { return R"(,"Attributes":[)" + list + "]"; }

std::vector<Property> go_properties() {
  const std::string one = go_attribute("k", "INT64", "1");
  const std::string event =
      R"(,"Events":[{"Name":"e","Time":"2025-12-17T19:33:20.0105Z")" + go_attributes(one);
  const auto link = [](std::string_view trace, std::string_view state, const std::string& more) {
    return R"(,"Links":[{"SpanContext":)" + go_context(trace, "00000000000000b2", state) + more + "}]";
  };
  const std::string flags = R"(,"flags":257)";
  return {
      carried("trace ID, span ID, parent, name", {R"(,"parentSpanId":"f0000000000000b2")"},
              R"(,"Parent":)" + go_context(kTrace, "f0000000000000b2")),
      carried("nanoseconds", {R"(,"startTimeUnixNano":"1766000000010000999")"},
              R"(,"StartTime":"2025-12-17T19:33:20.010000999Z")"),
      {"a span that has not ended",
       {R"(,"endTimeUnixNano":0)"},
       R"(,"EndTime":"0001-01-01T00:00:00Z")",
       {R"(,"endTimeUnixNano":0)"}},
      carried("kind", {R"(,"kind":5)"}, R"(,"SpanKind":5)"),
      carried("status and its message", {kStatus}, R"(,"Status":{"Code":"Error","Description":"why"})"),
      carried(kHttpName, {kHttp}, go_attributes(go_attribute("http.status_code", "INT64", "404"))),
      carried("trace state", {kState}, R"(,"SpanContext":)" + go_context(kTrace, "00000000000000a1", "a=b")),
      carried("flags", {R"(,"flags":769)"},
              R"(,"Parent":{"TraceID":"","SpanID":"","TraceFlags":"00","TraceState":"","Remote":true})"),
      carried("text, integer, double, boolean and bytes", {kTypes},
              go_attributes(go_attribute("t", "STRING", "\"é\"") + "," +
                            go_attribute("i", "INT64", "-9223372036854775808") + "," +
                            go_attribute("d", "FLOAT64", "3") + "," + go_attribute("b", "BOOL", "false") +
                            "," + go_attribute("x", "BYTESLICE", "\"AP8=\""))),
      carried("arrays and maps", {kArray}, go_attributes(go_attribute("a", "INT64SLICE", "[1,2]"))),
      carried("empty value", {kEmpty}, go_attributes(go_attribute("k", "EMPTY", "null"))),
      carried(kMarksName, {kMarks},
              go_attributes(go_attribute("error", "BOOL", "true") + "," +
                            go_attribute("w3c.tracestate", "STRING", "\"a=b\"") + "," +
                            go_attribute("span.kind", "STRING", "\"client\""))),
      carried("dropped counts of the span", {kDropped},
              R"(,"DroppedAttributes":1,"DroppedEvents":2,"DroppedLinks":3)"),
      {kDroppedElsewhere,
       {kEvent + R"(,"droppedAttributesCount":1}])", R"("droppedAttributesCount":2)"},
       event + R"(,"DroppedAttributeCount":1}])",
       {kEvent + R"(,"droppedAttributesCount":1}])"}},
      carried("events with name and attributes", {kEvent + "}]"}, event + "}]"),
      carried("links", {kLink + flags + "}]"}, link(kOther, "", "")),
      carried("trace state, flags and attributes of a link", {kRichLink},
              link(kOther, "a=b", go_attributes(one))),
      carried("link of a root span into its own trace", {kOwnLink + flags + "}]"}, link(kTrace, "", "")),
      carried("resource attributes", {"", attributes(kService)},
              R"(,"Resource":[)" + go_attribute("service.name", "STRING", "\"svc\"") + "]"),
      carried("resource attribute `hostname`", {"", attributes(kHost)},
              R"(,"Resource":[)" + go_attribute("hostname", "STRING", "\"h\"") + "]"),
      carried("scope name and version", {"", "", R"("name":"lib","version":"1")"},
              R"(,"InstrumentationScope":{"Name":"lib","Version":"1","SchemaURL":"","Attributes":null})"),
      {kScopeRest,
       {"", R"("entityRefs":[{"type":"host"}])", kRichScope},
       R"(,"InstrumentationScope":{"Name":"lib","Version":"1")" + go_attributes(one) + "}",
       {"", "", kRichScope}},
  };
}

std::string python_span(std::string_view more) {
  return fmt::format(
      R"({{"name":"s","context":{{"trace_id":"0x{}","span_id":"0x00000000000000a1",)"
      R"("trace_state":"[]"}},"kind":"SpanKind.INTERNAL","parent_id":null,)"
      R"("start_time":"2025-12-17T19:33:20.010000Z","end_time":"2025-12-17T19:33:20.011000Z"{}}})",
      kTrace, more);
}

std::string python_attributes(std::string_view members) {
  return fmt::format(R"(,"attributes":{{{}}})", members);
}

std::vector<Property> python_properties() {
  const std::string event =
      R"(,"events":[{"name":"e","timestamp":"2025-12-17T19:33:20.010500Z","attributes":{"k":1}}])";
  const auto link = [](std::string_view trace, std::string_view state, std::string_view more) {
    return fmt::format(R"(,"links":[{{"context":{{"trace_id":"0x{}","span_id":"0x00000000000000b2",)"
                       R"("trace_state":"{}"}},"attributes":{{{}}}}}])",
                       trace, state, more);
  };
  const std::string plain = "," + attributes(kText + "," + kInteger + "," + kReal + "," + kBool);
  return {
      carried("trace ID, span ID, parent, name", {R"(,"parentSpanId":"f0000000000000b2")"},
              R"(,"parent_id":"0xf0000000000000b2")"),
      {"nanoseconds", {R"(,"startTimeUnixNano":"1766000000010000999")"}, "", {}},
      carried("a span that has not ended", {R"(,"endTimeUnixNano":0)"}, R"(,"end_time":null)"),
      carried("kind", {R"(,"kind":5)"}, R"(,"kind":"SpanKind.CONSUMER")"),
      carried("status and its message", {kStatus},
              R"(,"status":{"status_code":"ERROR","description":"why"})"),
      carried(kHttpName, {kHttp}, python_attributes(R"("http.status_code":404)")),
      carried("trace state", {kState},
              fmt::format(R"(,"context":{{"trace_id":"0x{}","span_id":"0x00000000000000a1",)"
                          R"("trace_state":"['{{key=a, value=b}}']"}})",
                          kTrace)),
      {"flags", {R"(,"flags":1)"}, "", {}},
      {"text, integer, double, boolean and bytes",
       {kTypes},
       python_attributes(R"("t":"é","i":-9223372036854775808,"d":3.0,"b":false)"),
       {plain}},
      carried("NaN and infinities", {kNan}, python_attributes(R"("d":NaN)")),
      carried("arrays and maps", {kArray}, python_attributes(R"("a":[1,2])")),
      carried("empty value", {kEmpty}, python_attributes(R"("k":null)")),
      carried(kMarksName, {kMarks},
              python_attributes(R"("error":true,"w3c.tracestate":"a=b","span.kind":"client")")),
      {"dropped counts of the span", {kDropped}, "", {}},
      {kDroppedElsewhere, {kEvent + R"(,"droppedAttributesCount":1}])"}, event, {kEvent + "}]"}},
      carried("events with name and attributes", {kEvent + "}]"}, event),
      carried("links", {kLink + "}]"}, link(kOther, "[]", "")),
      {"trace state, flags and attributes of a link",
       {kRichLink},
       link(kOther, "['{key=a, value=b}']", R"("k":1)"),
       {kLink + R"(,"traceState":"a=b",)" + attributes(any_value("k", R"("intValue":1)")) + "}]"}},
      carried("link of a root span into its own trace", {kOwnLink + "}]"}, link(kTrace, "[]", "")),
      carried("resource attributes", {"", attributes(kService)},
              R"(,"resource":{"attributes":{"service.name":"svc"},"schema_url":""})"),
      carried("resource attribute `hostname`", {"", attributes(kHost)},
              R"(,"resource":{"attributes":{"hostname":"h"},"schema_url":""})"),
      {"scope name and version", {"", "", R"("name":"lib","version":"1")"}, "", {}},
      {kScopeRest,
       {"", R"("entityRefs":[{"type":"host"}])", kRichScope, R"(,"schemaUrl":"u")"},
       R"(,"resource":{"attributes":{},"schema_url":"u"})",
       {"", kSchemaOfResource}},
  };
}

std::string zipkin_span(std::string_view more) {
  return fmt::format(R"({{"traceId":"{}","id":"00000000000000a1","name":"s","timestamp":1766000000010000,)"
                     R"("duration":1000{}}})",
                     kTrace, more);
}

std::string zipkin_tags(std::string_view members) { return fmt::format(R"(,"tags":{{{}}})", members); }

std::vector<Property> zipkin_properties() {
  const auto text = [](const std::string& key, const std::string& value) {
    return any_value(key, R"("stringValue":")" + value + "\"");
  };
  const std::string as_text =
      "," + attributes(text("t", "é") + "," + text("i", "-9223372036854775808") + "," + text("d", "3") + "," +
                       text("b", "false") + "," + text("x", "AP8="));
  const std::string event = R"(,"annotations":[{"timestamp":1766000000010500,"value":"\"e\": {\"k\":1}"}])";
  const std::string scope = zipkin_tags(R"("otel.scope.name":"lib","otel.scope.version":"1")");
  return {
      carried("trace ID, span ID, parent, name", {R"(,"parentSpanId":"f0000000000000b2")"},
              R"(,"parentId":"f0000000000000b2")"),
      {"nanoseconds", {R"(,"startTimeUnixNano":"1766000000010000999")"}, "", {}},
      {"a span that has not ended",
       {R"(,"endTimeUnixNano":0)"},
       R"(,"duration":null)",
       {R"(,"endTimeUnixNano":0)"}},
      {"kind", {R"(,"kind":0)"}, "", {}},
      carried("status and its message", {kStatus},
              zipkin_tags(R"("error":"why","otel.status_code":"ERROR")")),
      {kHttpName,
       {kHttp},
       zipkin_tags(R"("http.status_code":"404")"),
       {"," + attributes(text("http.status_code", "404")) + R"(,"status":{"code":2})"}},
      carried("trace state", {kState}, zipkin_tags(R"("w3c.tracestate":"a=b")")),
      {"flags", {R"(,"flags":1)"}, "", {}},
      {"text, integer, double, boolean and bytes",
       {kTypes},
       zipkin_tags(R"("t":"é","i":"-9223372036854775808","d":"3","b":"false","x":"AP8=")"),
       {as_text}},
      {"NaN and infinities", {kNan}, zipkin_tags(R"("d":"NaN")"), {"," + attributes(text("d", "NaN"))}},
      {"arrays and maps", {kArray}, zipkin_tags(R"("a":"[1,2]")"), {"," + attributes(text("a", "[1,2]"))}},
      {"empty value", {kEmpty}, zipkin_tags(R"("k":"")"), {"," + attributes(text("k", ""))}},
      {kMarksName,
       {kMarks},
       zipkin_tags(R"("error":"true","w3c.tracestate":"a=b","span.kind":"client")"),
       {R"(,"kind":3,"status":{"code":2},"traceState":"a=b")"}},
      carried("dropped counts of the span", {kDropped},
              zipkin_tags(R"("otel.dropped_attributes_count":"1","otel.dropped_events_count":"2",)"
                          R"("otel.dropped_links_count":"3")")),
      {kDroppedElsewhere, {kEvent + R"(,"droppedAttributesCount":1}])"}, event, {kEvent + "}]"}},
      carried("events with name and attributes", {kEvent + "}]"}, event),
      {"links", {kLink + "}]"}, "", {}},
      {"trace state, flags and attributes of a link", {kRichLink}, "", {}},
      {"link of a root span into its own trace", {kOwnLink + "}]"}, "", {}},
      {"resource attributes",
       {"", attributes(kService + "," + any_value("n", R"("intValue":1)"))},
       R"(,"localEndpoint":{"serviceName":"svc"})" + zipkin_tags(R"("service.name":"svc","n":"1")"),
       {"," + attributes(text("n", "1")), attributes(kService)}},
      {"resource attribute `hostname`",
       {"", attributes(kHost)},
       zipkin_tags(R"("hostname":"h")"),
       {"," + attributes(kHost)}},
      carried("scope name and version", {"", "", R"("name":"lib","version":"1")"}, scope),
      {kScopeRest,
       {"", R"("entityRefs":[{"type":"host"}])", kRichScope, R"(,"schemaUrl":"u")"},
       scope,
       {"", "", R"("name":"lib","version":"1")"}},
  };
}

/// A column of the table: the format, and what all of its spans have.
struct Column {
  std::string format;
  std::string base;
  std::string (*write)(std::string_view more);
  std::vector<Property> properties;
  std::set<std::string> never_written;
};

void check(const Column& column) {
  std::set<std::string> unchecked;
  const auto table = read_format_table();
  for (const auto& row : table) unchecked.insert(row.first);
  for (const Property& property : column.properties) {
    INFO(column.format << ": " << property.name);
    REQUIRE(unchecked.erase(property.name) == 1);
    const std::string arrives = description(property.arrives, column.base);
    const bool same = description(property.sent, column.base) == arrives;
    const std::string& cell = table.at(property.name).at(column.format);
    CHECK_FALSE(cell.empty());
    CHECK((cell == "yes") == same);
    CHECK(describe(*decode_all(column.format, column.write(property.written)).batch) == arrives);
  }
  CHECK(unchecked == column.never_written);
  for (const std::string& name : unchecked) CHECK(table.at(name).at(column.format) == "no");
}

}  // namespace

TEST_CASE("Zipkin, Go and Python carry what the table says, and no more") {
  check({"zipkin-json", R"(,"kind":1)", &zipkin_span, zipkin_properties(), {}});
  check({"go-stdouttrace", R"(,"flags":257)", &go_span, go_properties(), {"NaN and infinities"}});
  check({"python-console", R"(,"kind":1)", &python_span, python_properties(), {}});
}

TEST_CASE("trace lines carry nothing but trace ID, name and times") {
  for (const auto& [name, cells] : read_format_table()) {
    INFO(name);
    const std::string expected = name == "nanoseconds"                       ? "yes"
                                 : name == "trace ID, span ID, parent, name" ? "no span ID, no parent"
                                                                             : "no";
    CHECK(cells.at("trace-lines") == expected);
  }
}
