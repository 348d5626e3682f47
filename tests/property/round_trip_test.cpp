#include "encode/formats.hpp"
#include "property/exchange.hpp"
#include "property/ingested_database.hpp"
#include "property/typed_value.hpp"
#include "query/trace_loader.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace tracewh::property {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kStart = 1'768'467'600'000'000'000;
constexpr std::array<std::string_view, 3> kLossless{"otlp-json", "otlp-proto", "otlp-proto-stream"};

void check_lossless(const IngestedDatabase& original) {
  for (const std::string_view format : kLossless) {
    INFO(format);
    IngestedDatabase copy;
    copy.ingest({exported(original, format)});
    CHECK(tables(copy) == tables(original));
    // And once more: the export of a copy is the export.
    CHECK(exported(copy, format) == exported(original, format));
  }
}

template <typename T>
Json maybe(std::mt19937_64& random, const char* name, T value) {
  return random() % 2 == 0 ? Json{{name, value}} : Json::object();
}

Json random_attributes(std::mt19937_64& random) {
  Json list = Json::array();
  for (std::size_t i = random() % 5; i > 0; --i) {
    list.push_back({{"key", "key" + std::to_string(i)}, {"value", to_otlp_json(random_value(random))}});
  }
  return list;
}

/// Where attributes may be, with a count of those that were dropped.
Json random_item(std::mt19937_64& random) {
  Json item = {{"attributes", random_attributes(random)}};
  item.update(maybe(random, "droppedAttributesCount", random() % 100));
  return item;
}

Json random_event(std::mt19937_64& random) {
  Json event = random_item(random);
  event["name"] = random() % 3 == 0 ? "" : "event \u2713 \"quoted\"";
  event["timeUnixNano"] = std::to_string(random() % 2 == 0 ? 0 : kStart);
  return event;
}

Json random_link(std::mt19937_64& random) {
  Json link = random_item(random);
  if (random() % 4 != 0) link["traceId"] = fmt::format("{:032x}", random());
  if (random() % 4 != 0) link["spanId"] = fmt::format("{:016x}", random());
  link.update(maybe(random, "traceState", "vendor=value"));
  link.update(maybe(random, "flags", random() % 1024));
  return link;
}

/// A span with anything that OTLP can say, and some things that it should not.
Json random_span(std::mt19937_64& random, std::size_t number) {
  Json span = random_item(random);
  span["traceId"] = fmt::format("{:032x}", 1 + random() % 4);
  span["spanId"] = fmt::format("{:016x}", number);
  span["name"] = random() % 5 == 0 ? "" : "name\twith\ncontrols";
  span["startTimeUnixNano"] = std::to_string(kStart + static_cast<std::int64_t>(random() % 1'000));
  // Unfinished, ended before its start, or plain.
  if (random() % 4 != 0) {
    span["endTimeUnixNano"] = std::to_string(kStart + static_cast<std::int64_t>(random() % 2'000));
  }
  span.update(maybe(random, "parentSpanId", fmt::format("{:016x}", 1 + random() % (number + 5))));
  span.update(maybe(random, "kind", static_cast<std::int64_t>(random() % 12) - 3));
  span.update(maybe(random, "flags", random() % 2 == 0 ? 0U : 0x301U));
  span.update(maybe(random, "traceState", "a=1,b=2"));
  span.update(
      maybe(random, "status", Json{{"code", random() % 3}, {"message", random() % 2 == 0 ? "" : "why"}}));
  span.update(maybe(random, "droppedEventsCount", random() % 100));
  span.update(maybe(random, "droppedLinksCount", 4'294'967'295U));
  for (std::size_t i = random() % 3; i > 0; --i) span["events"].push_back(random_event(random));
  for (std::size_t i = random() % 3; i > 0; --i) span["links"].push_back(random_link(random));
  return span;
}

Json random_resource_spans(std::mt19937_64& random, std::size_t& number) {
  Json scope = random_item(random);
  scope.update(maybe(random, "name", "library"));
  scope.update(maybe(random, "version", "1.0"));
  Json resource = random_item(random);
  if (random() % 2 == 0) {
    resource["attributes"].push_back({{"key", "service.name"}, {"value", {{"stringValue", "shop"}}}});
  }
  Json ref = {{"type", "service"}, {"idKeys", {"service.name"}}, {"descriptionKeys", {"a", "b"}}};
  if (random() % 2 == 0) ref["descriptionKeys"] = Json::array();
  resource.update(maybe(random, "entityRefs", Json::array({ref})));
  Json spans = Json::array();
  for (int i = 0; i < 12; ++i) spans.push_back(random_span(random, ++number));
  Json scope_spans = {{"scope", scope}, {"spans", spans}};
  scope_spans.update(maybe(random, "schemaUrl", "https://example.org/scope"));
  Json group = {{"resource", resource}, {"scopeSpans", Json::array({scope_spans})}};
  group.update(maybe(random, "schemaUrl", "https://example.org/resource"));
  return group;
}

std::string random_file(std::mt19937_64& random) {
  Json groups = Json::array();
  std::size_t number = 0;
  for (int i = 0; i < 6; ++i) groups.push_back(random_resource_spans(random, number));
  return Json{{"resourceSpans", groups}}.dump();
}

TEST_CASE("what OTLP exports and what is ingested from it are the same tables") {
  std::mt19937_64 random(42);
  for (int round = 0; round < 8; ++round) {
    INFO("round " << round);
    IngestedDatabase original;
    original.ingest({random_file(random)});
    CHECK(original.ask("SELECT count(*) FROM span") == "72\n");
    check_lossless(original);
  }
}

TEST_CASE("every sample that is read goes out and in again unchanged", "[samples]") {
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(samples_path())) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    std::ifstream stream(entry.path(), std::ios::binary);
    IngestedDatabase original;
    if (!original.ingest_if_known({std::istreambuf_iterator<char>(stream), {}})) continue;
    if (original.ask("SELECT count(*) FROM span") == "0\n") continue;
    ++read;
    check_lossless(original);
    for (const std::string_view format : {"jaeger", "zipkin", "chrome"}) {
      CHECK(Json::accept(exported(original, format)));
    }
  }
  CHECK(read >= 20);
}

TEST_CASE("a large trace goes out in stretches that are read as one trace") {
  Json spans = Json::array();
  for (int i = 1; i <= 5'000; ++i) {
    spans.push_back({{"traceId", "0102030405060708090a0b0c0d0e0f10"},
                     {"spanId", fmt::format("{:016x}", i)},
                     {"parentSpanId", i == 1 ? "" : fmt::format("{:016x}", i / 2)},
                     {"name", "step"},
                     {"startTimeUnixNano", std::to_string(kStart + i)},
                     {"endTimeUnixNano", std::to_string(kStart + 10'000 - i)}});
  }
  const Json scope = {{"spans", spans}};
  IngestedDatabase original;
  original.ingest({Json{{"resourceSpans", {{{"scopeSpans", {scope}}}}}}.dump()});
  CHECK(original.ask("SELECT count(*) FROM span") == "5000\n");
  const std::string lines = exported(original, "otlp-json", 512);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 10);  // 5,000 spans, 512 a line
  check_lossless(original);
}

TEST_CASE("a span that was cut at the limit of attributes is not cut again") {
  Json attributes = Json::array();
  const auto add = [&](const std::string& key) {
    attributes.push_back({{"key", key}, {"value", {{"stringValue", "v"}}}});
  };
  for (int i = 0; i < 400; ++i) add("zone" + std::to_string(i));
  // Of use, and therefore kept; sorted, it comes first.
  add("agent.name");
  const Json span = {{"traceId", "0102030405060708090a0b0c0d0e0f10"},
                     {"spanId", "0000000000000001"},
                     {"name", "n"},
                     {"startTimeUnixNano", std::to_string(kStart)},
                     {"attributes", attributes}};
  const Json scope = {{"spans", {span}}};
  IngestedDatabase original;
  original.ingest({Json{{"resourceSpans", {{{"scopeSpans", {scope}}}}}}.dump()});
  CHECK(original.ask("SELECT agent FROM spans") == "v\n");
  CHECK(original.ask("SELECT json_array_length(attribute_values) FROM span_payload") == "257\n");
  check_lossless(original);
}

/// What formats that count in microseconds carry of finished spans. Zipkin has one word for two kinds.
std::string carried(const IngestedDatabase& database) {
  return database.ask(
      "SELECT trace_id, span_id, parent_span_id, name, service, role,"
      " CASE kind WHEN 'unspecified' THEN 'internal' ELSE kind END, start_ns / 1000, duration_ns / 1000, "
      "status,"
      " status_message, evidence, task_id, worker_id, model, input_tokens, cost, trace_state, scope_name,"
      " scope_version, (SELECT json_group_array((e.value ->> 'time_ns') / 1000 || ' ' || (e.value ->> "
      "'name'))"
      " FROM json_each(events) AS e) FROM spans WHERE duration_ns >= 1000 ORDER BY trace_id, span_id");
}

/// The attributes of the types that Jaeger has.
std::string typed_attributes(const IngestedDatabase& database) {
  return database.ask(
      "SELECT trace_id, span_id, key, type, value FROM span_attributes"
      " WHERE type NOT IN ('array', 'object', 'null') AND key NOT LIKE '@%' AND key <> 'tracewh.copy'"
      " AND NOT (type = 'text' AND (value LIKE '[%' OR value LIKE '{%' OR value = '')) ORDER BY 1, 2, 3");
}

TEST_CASE("Jaeger and Zipkin files are read back with what the formats carry") {
  IngestedDatabase original;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("fixtures/otlp-json"))) {
    std::ifstream stream(entry.path(), std::ios::binary);
    original.ingest({{std::istreambuf_iterator<char>(stream), {}}});
  }
  REQUIRE(original.ask("SELECT count(*) > 50 FROM span") == "1\n");
  IngestedDatabase jaeger;
  jaeger.ingest({exported(original, "jaeger")});
  CHECK(carried(jaeger) == carried(original));
  CHECK(typed_attributes(jaeger) == typed_attributes(original));
  IngestedDatabase zipkin;
  zipkin.ingest({exported(original, "zipkin")});
  CHECK(carried(zipkin) == carried(original));
}

}  // namespace
}  // namespace tracewh::property
