#include "decode/decoding.hpp"
#include "decode/wire/decompressor.hpp"
#include "decode/wire/log_prefix.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>

using namespace tracewh::decode;
using namespace tracewh::decode::test;

namespace {

/// A sample, decompressed when it is compressed.
std::string plain_sample(std::string_view path) {
  const std::string bytes = sample(path);
  const auto decompressor = make_decompressor(bytes);
  if (decompressor == nullptr) return bytes;
  std::string_view input = bytes;
  std::string output;
  for (std::size_t before = 1; before != output.size();) {
    before = output.size();
    decompressor->run(input, output, 4096);
  }
  REQUIRE(decompressor->at_end());
  return output;
}

tracewh::decode::test::Decoded sniff_and_decode(const std::string& bytes) {
  const Format* format = sniff(bytes);
  REQUIRE(format != nullptr);
  return decode_all(format->name, bytes);
}

}  // namespace

TEST_CASE("every shape of the same six spans decodes to the same batch", "[samples]") {
  const auto reference = plain_sample("captured/otlp-http-json.json");
  const auto expected = decode_all("otlp-json", reference);
  REQUIRE(expected.batch->spans.size() == 6);
  REQUIRE(issues(*expected.batch) == "");
  const auto path = GENERATE(
      "captured/otlp-http-json-gzip.json.gz", "captured/otlp-http-protobuf.pb",
      "captured/otlp-http-protobuf-gzip.pb.gz", "captured/otlp-grpc.grpc", "captured/otlp-grpc-gzip.grpc",
      "shaped/otlp-jsonl_file-exporter.jsonl", "shaped/otlp-jsonl_bom-crlf-blank.jsonl",
      "shaped/otlp-jsonl_native.zst", "shaped/otlp-json_concatenated-pretty.json",
      "shaped/otlp-json_array-of-requests.json", "shaped/otlp-json_bare-resourcespans-per-line.jsonl",
      "shaped/otlp-proto_zstd-per-message-length-prefixed.zst.bin",
      "shaped/otlp-json_zstd-per-message-length-prefixed.zst.bin",
      "shaped/otlp-json_legacy-instrumentationLibrarySpans.json",
      "shaped/otlp-json_protojson-base64-enum-names.json", "shaped/otlp-json_hex-ids-enum-names.json",
      "shaped/otlp-json_snake-case-base64.json", "shaped/tempo-v1-json_batches-base64.json",
      "shaped/tempo-v2-json_trace-wrapper-base64.json", "shaped/jaeger-apiv3_result-wrapper.json");
  const auto bytes = plain_sample(path);
  const auto decoded = sniff_and_decode(bytes);
  INFO(path);
  CHECK(issues(*decoded.batch) == "");
  CHECK(describe(*decoded.batch) == describe(*expected.batch));
  CHECK(decoded.consumed == bytes.size());
}

TEST_CASE("what Go prints of the six spans is what OTLP sends", "[samples]") {
  const auto otlp = sample("captured/otlp-http-json.json");
  // A link's flags say that it is known whether it is remote, which the sender of the OTLP does not tell.
  auto expected = nlohmann::json::parse(otlp);
  for (auto& span : expected["resourceSpans"][0]["scopeSpans"][0]["spans"]) {
    for (auto& link : span["links"]) link["flags"] = 257;
  }
  const auto reference = decode_all("otlp-json", expected.dump());
  for (const auto* path : {"shaped/go-stdouttrace_compact.jsonl", "shaped/go-stdouttrace_pretty.txt"}) {
    const auto decoded = sniff_and_decode(sample(path));
    CHECK(issues(*decoded.batch) == "");
    CHECK(describe(*decoded.batch) == describe(*reference.batch));
  }
}

TEST_CASE("what Python prints of the six spans is what OTLP sends, without scope, flags and nanoseconds",
          "[samples]") {
  const auto otlp = sample("captured/otlp-http-json.json");
  auto expected = nlohmann::json::parse(otlp);
  auto& scope_spans = expected["resourceSpans"][0]["scopeSpans"][0];
  scope_spans.erase("scope");
  const auto cut = [](nlohmann::json& time) {
    const auto text = time.get<std::string>();
    time = text.substr(0, text.size() - 3) + "000";
  };
  for (auto& span : scope_spans["spans"]) {
    span.erase("flags");
    cut(span["startTimeUnixNano"]);
    cut(span["endTimeUnixNano"]);
    for (auto& event : span["events"]) cut(event["timeUnixNano"]);
    for (auto& link : span["links"]) link.erase("flags");
  }
  const auto decoded = sniff_and_decode(sample("shaped/python-console_pretty.txt"));
  CHECK(issues(*decoded.batch) == "");
  CHECK(describe(*decoded.batch) == describe(*decode_all("otlp-json", expected.dump()).batch));
}

TEST_CASE("prefixed lines of a log give the spans that are in them", "[samples]") {
  const auto bytes = sample("shaped/docker-compose-prefixed_python-console.log");
  const auto filter = make_stream_filter(bytes);
  REQUIRE(filter != nullptr);
  std::string output;
  std::string_view input = bytes;
  for (std::size_t before = 1; !input.empty() || before != output.size();) {
    before = output.size();
    filter->run(input, output, 4096);
  }
  const auto decoded = sniff_and_decode(output);
  CHECK(decoded.batch->spans.size() == 1);
  CHECK(issues(*decoded.batch) == "skipped_text×1");
}

TEST_CASE("each message of a length-prefixed file is decoded", "[samples]") {
  const auto bytes = sample("shaped/otlp-proto_length-prefixed.binpb");
  const auto decoded = sniff_and_decode(bytes);
  CHECK(issues(*decoded.batch) == "");
  CHECK(decoded.batch->spans.size() == 12);
  CHECK(decoded.batch->resources.size() == 1);
}

TEST_CASE("odd values arrive as what they were, as far as the encoding carries them", "[samples]") {
  const auto json = sample("captured/otlp-http-json-oddvalues.json");
  const auto protobuf = sample("captured/otlp-http-protobuf-oddvalues.pb");
  const auto from_json = decode_all("otlp-json", json);
  const auto from_protobuf = decode_all("otlp-proto", protobuf);
  for (const auto* decoded : {&from_json, &from_protobuf}) {
    const auto& batch = *decoded->batch;
    REQUIRE(batch.spans.size() == 1);
    const auto& span = batch.spans.front();
    const bool says_nan = decoded == &from_protobuf;  // JavaScript has no way to
    CHECK(attribute(batch, span, "d.nan") == (says_nan ? R"({"doubleValue":"NaN"})" : "null"));
    CHECK(attribute(batch, span, "s.nul") == R"("\u0000")");
    CHECK(attribute(batch, span, "arr.null") == R"(["a",null,"b"])");
    CHECK(attribute(batch, span, "x.map") == R"({"a":1,"b":{"c":[1,{"d":"e"}]}})");
    CHECK(attribute(batch, span, "x.bytes") == R"({"bytesValue":"AAH+/w=="})");
    CHECK(attribute(batch, span, "x.null") == "null");
    CHECK(attribute(batch, span, "") == R"("empty key")");
  }
  const auto& batch = *from_json.batch;
  CHECK(attribute(batch, batch.spans[0], "i.1e21") == "1e+21");
  CHECK(attribute(batch, batch.spans[0], "s.lone_high") ==
        "\"a\xEF\xBF\xBD"
        "b\"");
  CHECK(issues(batch) == "invalid_utf8×2");
}

TEST_CASE("the sample of edge cases keeps every span that can be kept", "[samples]") {
  const auto bytes = sample("shaped/otlp-json_edge-cases.json");
  const auto decoded = decode_all("otlp-json", bytes);
  const auto& batch = *decoded.batch;
  CHECK(batch.spans.size() == 22);
  CHECK(batch.rejected_spans == 6 + 0);
  CHECK(issues(batch) ==
        "duplicate_keys×1 end_before_start×1 self_parent×1 implausible_time×2 invalid_id×5 "
        "time_out_of_range×1");
  const auto value = [&](std::string_view span, std::string_view key) {
    return attribute(batch, span_named(batch, span), key);
  };
  CHECK(value("dup keys", "k") == "2");
  CHECK(value("two oneof", "k") == "2");
  CHECK(value("value missing", "k") == "null");
  CHECK(value("value missing", "k3") == "null");
  CHECK(value("doubles as strings", "i") == R"({"doubleValue":"-Infinity"})");
  CHECK(value("doubles as strings", "e") == "1000.0");
  CHECK(value("int64 extremes", "min") == "-9223372036854775808");
  CHECK(value("int64 extremes", "over") == "9.223372036854776e+18");
  CHECK(value("int64 extremes", "float") == "3");
  CHECK(to_string(span_named(batch, "64-bit trace").trace_id) == "0000000000000000463ac35c9f6413ad");
  CHECK(to_string(span_named(batch, "uuid dashes").trace_id) == "5b8efff798038103d269b633813fc60c");
  CHECK(to_string(span_named(batch, "0x prefix").span_id) == "eee19b7ec3c1b175");
  CHECK(to_string(span_named(batch, "upper hex").span_id) == "eee19b7ec3c1b174");
  CHECK(span_named(batch, "time as float").start_ns == 1766000000000000000);
  CHECK(span_named(batch, "time as number").start_ns == 1766000000000000123);
  CHECK_FALSE(span_named(batch, "zero parent").parent_span_id.valid());
  CHECK_FALSE(span_named(batch, "empty parent").parent_span_id.valid());
  CHECK_FALSE(span_named(batch, "self parent").parent_span_id.valid());
  CHECK(span_named(batch, "kind 99").kind == 99);
  CHECK(span_named(batch, "kind string").kind == 2);
  CHECK(span_named(batch, "null fields").kind == 0);
}

TEST_CASE("a value that nests 5000 deep costs the value, not the span", "[samples]") {
  const auto bytes = sample("shaped/otlp-json_deep-nesting-5000.json");
  const auto decoded = decode_all("otlp-json", bytes);
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(issues(*decoded.batch) == "too_deep×1 implausible_time×1");
}

TEST_CASE("the multi-agent sample shows roles, facets and hidden failures", "[samples]") {
  const auto bytes = sample("shaped/otlp-jsonl_multiagent-style.jsonl");
  const auto decoded = decode_all("otlp-json", bytes);
  const auto& batch = *decoded.batch;
  const auto& task = span_named(batch, "multiagent.task.code_generation");
  CHECK(task.role == tracewh::model::Role::kTask);
  CHECK(task.status == tracewh::model::StatusCode::kOk);
  CHECK(task.evidence == tracewh::model::evidence::kException);
  CHECK(task.error_message == "worker timed out");
  CHECK(facet(batch, task, tracewh::model::Facet::kTaskPriority) == "8");
  const auto& worker = span_named(batch, "worker.code_generation");
  CHECK(worker.role == tracewh::model::Role::kWorker);
  CHECK(facet(batch, worker, tracewh::model::Facet::kWorkerId) == "worker-789");
  const auto& llm = span_named(batch, "llm.openai.gpt-4");
  CHECK(llm.role == tracewh::model::Role::kLlm);
  CHECK(facet(batch, llm, tracewh::model::Facet::kCost) == "0.031");
  CHECK(facet(batch, llm, tracewh::model::Facet::kInputTokens) == "812");
}

TEST_CASE("a cut last line gives its complete spans and is not consumed", "[samples]") {
  const auto bytes = sample("shaped/otlp-jsonl_truncated-last-line.jsonl");
  const auto decoded = decode_all("otlp-json", bytes);
  CHECK_FALSE(decoded.batch->spans.empty());
  CHECK(issues(*decoded.batch) == "truncated_record×1");
  CHECK(decoded.consumed < bytes.size());
}

TEST_CASE("files of other formats are not taken for OTLP", "[samples]") {
  const auto path = GENERATE("captured/zipkin-v2.json", "shaped/jaeger-json_ui-download.json",
                             "shaped/go-stdouttrace_compact.jsonl", "shaped/python-console_pretty.txt",
                             "captured/jaeger-thrift-http.thrift", "captured/jaeger-udp-binary.thrift",
                             "shaped/jaeger-udp-compact.thrift", "public/chrome-trace_perfetto-flow-v2.json",
                             "shaped/zipkin-v1.json");
  const auto bytes = sample(path);
  INFO(path);
  const Format* found = sniff(bytes);
  CHECK((found == nullptr || !found->name.starts_with("otlp")));
}
