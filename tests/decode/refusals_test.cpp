#include "decode/formats/refusals.hpp"

#include "decode/decoding.hpp"

#include <catch2/catch.hpp>

using namespace tracewh::decode;
using namespace tracewh::decode::test;
using Catch::Contains;

namespace {

std::string refused(std::string_view head) {
  CHECK(sniff(head) == nullptr);
  return std::string(refusal(head));
}

}  // namespace

TEST_CASE("what is known and cannot be read is refused with the reason") {
  using namespace std::string_view_literals;
  CHECK_THAT(refused("\xFF\xFE{\0\"\0"sv), Contains("UTF-16"));
  CHECK_THAT(refused("\xFD"
                     "7zXZ\0"sv),
             Contains("unpack"));
  CHECK_THAT(refused(R"({"traceEvents":[{"ph":"X","ts":1}]})"), Contains("Chrome"));
  CHECK_THAT(refused(R"([{"name":"a","ph":"X","ts":1}])"), Contains("Chrome"));
  CHECK_THAT(refused(R"({"data":{"services":[],"spans":[{"operationName":"a"}]}})"), Contains("Jaeger's UI"));
  CHECK_THAT(refused(R"({"services":["a"]})"), Contains("no spans"));
  CHECK_THAT(refused(R"([{"name":"a","spanContext":{"traceId":"1","spanId":"2"}}])"), Contains("JavaScript"));
  CHECK_THAT(refused("{\n  instrumentationScope: {},\n  traceId: '01',\n"), Contains("JavaScript"));
  CHECK_THAT(refused(R"({"process":{"serviceName":"a","tags":[{"key":"k","vType":"STRING","vStr":"v"}]}})"),
             Contains("Thrift"));
  CHECK_THAT(refused("Activity.TraceId:            0102\n"), Contains(".NET"));
  CHECK_THAT(refused(R"({"gen_ai.system":"openai"})"), Contains("attributes"));
  CHECK_THAT(refused("\x0A\x20\x0A\x10"
                     "0123456789abcdef"sv),
             Contains("Zipkin"));
  CHECK(refused("hello, world\n").empty());
}

TEST_CASE("every sample that no format reads is refused with a reason") {
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
  if (!bytes) return;
  INFO(path);
  CHECK_FALSE(refused(*bytes).empty());
}
