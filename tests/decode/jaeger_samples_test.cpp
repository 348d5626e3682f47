#include "decode/decoding.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <string>

using namespace tracewh;
using namespace tracewh::decode;
using namespace tracewh::decode::test;

namespace {

Decoded sniff_and_decode(const std::string& bytes, std::string_view format) {
  const Format* sniffed = sniff(bytes);
  REQUIRE(sniffed != nullptr);
  CHECK(sniffed->name == format);
  return decode_all(format, bytes);
}

/// What Jaeger's JSON cannot carry of the six spans is taken out: nanoseconds, all flags but one, arrays, and
/// of links all but the IDs.
void lose(nlohmann::ordered_json& node) {
  if (node.is_object() && node.contains("arrayValue")) {
    auto elements = nlohmann::ordered_json::array();
    for (const auto& element : node["arrayValue"]["values"]) elements.push_back(*element.begin());
    node = {{"stringValue", elements.dump()}};
  } else if (node.is_object()) {
    for (const auto* key : {"startTimeUnixNano", "endTimeUnixNano", "timeUnixNano"}) {
      if (node.contains(key)) node[key] = node[key].get<std::string>().substr(0, 16) + "000";
    }
    const bool is_span = node.contains("startTimeUnixNano");
    if (is_span && node.contains("flags")) node["flags"] = 1;
    const bool is_link = node.contains("spanId") && !is_span;
    for (const auto* key : {"flags", "attributes", "traceState"}) {
      if (is_link) node.erase(key);
    }
  }
  if (!node.is_structured()) return;
  for (auto& child : node) lose(child);
}

std::string fixture(const std::string& path) {
  std::ifstream file(source_path("fixtures") / path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the story is the same in every form of Jaeger as in OTLP, but for flags and trace ID") {
  std::string otlp = fixture("otlp-json/story.jsonl");
  const auto replace_all = [&](const std::string& text, const std::string& with) {
    for (std::size_t at = otlp.find(text); at != std::string::npos; at = otlp.find(text, at + 1)) {
      otlp.replace(at, text.size(), with);
    }
  };
  replace_all("\"flags\":257", "\"flags\":1");
  replace_all("\"flags\":769", "\"flags\":1");
  replace_all("501cce9d3fdb8258", "7ae6e25a3fdb8258");
  const std::string expected = describe(*decode_all("otlp-json", otlp).batch);
  for (const auto* path : {"jaeger/story.json", "jaeger/embedded-process.jsonl"}) {
    CHECK(describe(*sniff_and_decode(fixture(path), "jaeger-json").batch) == expected);
  }
  for (const auto* path : {"jaeger/story.thrift", "jaeger/story.datagrams"}) {
    CHECK(describe(*sniff_and_decode(fixture(path), "jaeger-thrift").batch) == expected);
  }
}

TEST_CASE("the UI's download of the six spans gives what OTLP gives, as far as Jaeger carries it",
          "[samples]") {
  const auto otlp = sample("captured/otlp-http-json.json");
  const auto jaeger = sample("shaped/jaeger-json_ui-download.json");
  const auto decoded = sniff_and_decode(jaeger, "jaeger-json");
  CHECK(issues(*decoded.batch) == "");
  REQUIRE(decoded.batch->spans.size() == 6);
  auto carried = nlohmann::ordered_json::parse(otlp);
  lose(carried);
  CHECK(describe(*decoded.batch) == describe(*decode_all("otlp-json", carried.dump()).batch));
}

TEST_CASE("the six spans as Node sends them differ only as Node makes them differ", "[samples]") {
  const auto otlp = sample("captured/otlp-http-json.json");
  const auto http = sample("captured/jaeger-thrift-http.thrift");
  const auto udp = sample("captured/jaeger-udp-binary.thrift");
  const auto expected = decode_all("otlp-json", otlp);
  const auto decoded = sniff_and_decode(http, "jaeger-thrift");
  CHECK(issues(*decoded.batch) == "");
  CHECK(describe(*sniff_and_decode(udp, "jaeger-thrift").batch) == describe(*decoded.batch));
  REQUIRE(decoded.batch->spans.size() == 6);
  for (const model::SpanRecord& sent : expected.batch->spans) {
    const auto& span = span_named(*decoded.batch, expected.batch->strings[sent.name]);
    CHECK(span.trace_id == sent.trace_id);
    CHECK(span.span_id == sent.span_id);
    CHECK(span.parent_span_id == sent.parent_span_id);
    CHECK(span.start_ns == sent.start_ns / 1000 * 1000);
    CHECK(span.end_ns == sent.end_ns / 1000 * 1000);
    // Node leaves out the kind when it is internal.
    CHECK(span.kind == (sent.kind == 1 ? 0 : sent.kind));
    CHECK(span.status == sent.status);
    CHECK(span.status_message == sent.status_message);
    CHECK(span.role == sent.role);
    CHECK(decoded.batch->scopes.at(span.scope).name == "minion/observability");
    CHECK(decoded.batch->strings[decoded.batch->resources.at(span.resource).service] == "minion-multiagent");
  }
  const auto& tool = span_named(*decoded.batch, "execute_tool write_file");
  CHECK(attribute(*decoded.batch, tool, "types.int") == "42.0");
  CHECK(attribute(*decoded.batch, tool, "types.ints") == R"("1,2,3")");
  CHECK(attribute(*decoded.batch, tool, "service.namespace") == R"("demo")");
  CHECK(attribute(*decoded.batch, tool, "types.nul") == R"("x\u0000y")");
}

TEST_CASE("the binary and the compact form of a batch agree", "[samples]") {
  const auto binary = sample("shaped/jaeger-batch-minimal-binary.thrift");
  const auto compact = sample("shaped/jaeger-udp-compact.thrift");
  const auto decoded = sniff_and_decode(binary, "jaeger-thrift");
  CHECK(describe(*sniff_and_decode(compact, "jaeger-thrift").batch) == describe(*decoded.batch));
  const auto& batch = *decoded.batch;
  const auto& worker = span_named(batch, "worker.code_generation");
  CHECK(attribute(batch, worker, "big") == "9223372036854775807");
  CHECK(attribute(batch, worker, "neg") == "-7");
  CHECK(attribute(batch, worker, "blob") == R"({"bytesValue":"AAAwOQ=="})");
  CHECK(worker.kind == 5);
  CHECK(worker.status == model::StatusCode::kError);
  CHECK(
      batch.resources.at(worker.resource).attributes ==
      R"({"host.name":"host-1","ip":"127.0.0.1","jaeger.version":"Go-2.30.0","service.name":"minion-multiagent"})");
}

TEST_CASE("the multi-agent instrumentation's Jaeger batch shows roles and facets", "[samples]") {
  const auto bytes = sample("shaped/jaeger-thrift-http_multiagent-style.thrift");
  const auto decoded = sniff_and_decode(bytes, "jaeger-thrift");
  const auto& task = span_named(*decoded.batch, "multiagent.task.code_generation");
  CHECK(task.role == model::Role::kTask);
  CHECK(task.status == model::StatusCode::kOk);
  CHECK(task.evidence == model::evidence::kException);
  CHECK(facet(*decoded.batch, task, model::Facet::kTaskPriority) == "8");
  CHECK(span_named(*decoded.batch, "worker.code_generation").role == model::Role::kWorker);
}

TEST_CASE("Jaeger's own examples are read", "[samples]") {
  const auto ui = sample("public/jaeger-json_ui-all-types.json");
  const auto es = sample("public/jaeger-json_es-embedded-process.json");
  const auto normal = sample("public/jaeger-json_ui-testTraceNormal.json");
  const auto all_types = sniff_and_decode(ui, "jaeger-json");
  CHECK(all_types.batch->spans.size() == 5);
  CHECK(issues(*all_types.batch) == "");
  CHECK(sniff_and_decode(normal, "jaeger-json").batch->spans.size() == 5);
  const auto embedded = sniff_and_decode(es, "jaeger-json");
  REQUIRE(embedded.batch->spans.size() == 1);
  const auto& span = embedded.batch->spans.front();
  // Elasticsearch has hexadecimal where the query API has Base64, of the same four bytes.
  CHECK(attribute(*embedded.batch, span, "blob") == R"({"bytesValue":"AAAwOQ=="})");
  CHECK(attribute(*embedded.batch, span, "peer.ipv4") == "23456");
  CHECK(span.status == model::StatusCode::kError);
  CHECK(to_string(span.parent_span_id) == "0000000000000003");
}

TEST_CASE("what the UI keeps internally and Thrift as JSON are not taken for Jaeger's JSON", "[samples]") {
  for (const auto* path :
       {"public/jaeger-ui-internal_flamegraph-testTrace.json", "public/jaeger-thrift-json_batch_01.json"}) {
    const auto bytes = sample(path);
    CHECK(sniff(bytes) == nullptr);
  }
}
