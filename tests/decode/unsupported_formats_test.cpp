#include "decode/formats/unsupported_formats.hpp"

#include "decode/decoding.hpp"

#include <catch2/catch.hpp>

using namespace tracewh::decode;
using namespace tracewh::decode::test;
using Catch::Contains;

namespace {

std::string reason_against(std::string_view head) {
  CHECK(sniff(head) == nullptr);
  return std::string(unsupported_reason(head));
}

}  // namespace

TEST_CASE("what is known and cannot be read is refused with the reason") {
  using namespace std::string_view_literals;
  CHECK_THAT(reason_against("\xFF\xFE{\0\"\0"sv), Contains("UTF-16"));
  CHECK_THAT(reason_against("\xFD"
                            "7zXZ\0"sv),
             Contains("unpack"));
  CHECK_THAT(reason_against(R"({"traceEvents":[{"ph":"X","ts":1}]})"), Contains("Chrome"));
  CHECK_THAT(reason_against(R"([{"name":"a","ph":"X","ts":1}])"), Contains("Chrome"));
  CHECK_THAT(reason_against(R"({"data":{"services":[],"spans":[{"operationName":"a"}]}})"),
             Contains("Jaeger's UI"));
  CHECK_THAT(reason_against(R"({"services":["a"]})"), Contains("no spans"));
  CHECK_THAT(reason_against(R"([{"name":"a","spanContext":{"traceId":"1","spanId":"2"}}])"),
             Contains("JavaScript"));
  CHECK_THAT(reason_against("{\n  instrumentationScope: {},\n  traceId: '01',\n"), Contains("JavaScript"));
  CHECK_THAT(
      reason_against(R"({"process":{"serviceName":"a","tags":[{"key":"k","vType":"STRING","vStr":"v"}]}})"),
      Contains("Thrift"));
  CHECK_THAT(reason_against("Activity.TraceId:            0102\n"), Contains(".NET"));
  CHECK_THAT(reason_against(R"({"gen_ai.system":"openai"})"), Contains("attributes"));
  CHECK_THAT(reason_against("\x0A\x20\x0A\x10"
                            "0123456789abcdef"sv),
             Contains("Zipkin"));
  CHECK_THAT(
      reason_against(R"({"traces":[{"traceID":"1","rootServiceName":"a","rootTraceName":"b","spanSets":)"
                     R"([{"spans":[{"spanID":"2"}],"matched":1}]}]})"),
      Contains("Tempo"));
  CHECK_THAT(reason_against(R"({"took":1,"_shards":{"total":1},"hits":{"hits":[{"_source":)"
                            R"({"traceID":"1","spanID":"2","operationName":"a","process":{}}}]}})"),
             Contains("_source"));
  CHECK_THAT(reason_against(R"({"create":{"_index":"traces"}}
{"@timestamp":"2026-01-15T09:00:00Z","trace_id":"1"})"),
             Contains("bulk"));
  CHECK_THAT(reason_against(R"([{"id":"a","traceId":"1","type":"GENERATION","tags":["x"],"projectId":"p"}])"),
             Contains("Langfuse"));
  CHECK(reason_against("hello, world\n").empty());
}

TEST_CASE("attributes with the names of another format's fields do not disguise a format") {
  CHECK(
      sniff(
          R"({"data":[{"traceID":"1","spans":[{"spanID":"2","tags":[{"key":"_source","value":"rootServiceName"}]}]}]})")
          ->name == "jaeger-json");
  CHECK(sniff(R"([{"traceId":"1","id":"2","localEndpoint":{},"tags":{"projectId":"p"}}])")->name ==
        "zipkin-json");
  CHECK(sniff(R"({"index":{"_index":"jaeger-span"}}
{"traceID":"1","spanID":"2","process":{"serviceName":"a"}})")
            ->name == "jaeger-json");
}

TEST_CASE("every sample that no format reads is refused with a reason", "[samples]") {
  const auto path = GENERATE(
      "public/attrs-only_openinference_client_span_tool_calls.json",
      "public/attrs-only_otel_genai_client_span_tool_calls.json",
      "public/attrs-only_otel_genai_deprecated_client_span_tool_calls.json",
      "public/attrs-only_otel_genai_tool_execution_span.json", "public/chrome-trace_perfetto-flow-v1.json",
      "public/chrome-trace_perfetto-flow-v2.json", "public/jaeger-apiv3_FindTraceSummaries.json",
      "public/jaeger-apiv3_GetOperations.json", "public/jaeger-apiv3_GetServices.json",
      "public/jaeger-thrift-json_batch_01.json", "public/jaeger-ui-internal_flamegraph-testTrace.json",
      "public/js-span-dump_ai-generateText.json");
  const auto bytes = sample(path);
  INFO(path);
  CHECK_FALSE(reason_against(bytes).empty());
}
