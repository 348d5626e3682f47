#include "decode/formats/jaeger_json.hpp"

#include "decode/decoding.hpp"
#include "decode/jaeger_input.hpp"
#include "decode/wire/json_splitter.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::decode;
using namespace tracewh::decode::test;

namespace {

Decoded decode_jaeger(std::string_view input, std::size_t piece = std::string_view::npos) {
  return decode_all("jaeger-json", input, piece);
}

std::string span_json(std::string_view id, std::string_view name, std::string_view more = {}) {
  return R"({"traceID":"ff","spanID":")" + std::string(id) + R"(","operationName":")" + std::string(name) +
         R"(","startTime":1766000000010000,"duration":5)" + std::string(more) + "}";
}

std::string trace_json(std::string_view spans) {
  return R"({"traceID":"ff","spans":[)" + std::string(spans) +
         R"(],"processes":{"p1":{"serviceName":"one"},"p2":{"serviceName":"two"}}})";
}

std::string answer(std::string_view traces) {
  return R"({"data":[)" + std::string(traces) + R"(],"total":0,"limit":0,"offset":0,"errors":null})";
}

model::SpanRecord only_span(const Decoded& decoded) {
  REQUIRE(decoded.batch->spans.size() == 1);
  return decoded.batch->spans.front();
}

std::string service_of(const Decoded& decoded, std::string_view name) {
  const auto& span = span_named(*decoded.batch, name);
  return std::string(decoded.batch->strings[decoded.batch->resources.at(span.resource).service]);
}

Decoded with_tags(std::string_view tags) {
  return decode_jaeger(trace_json(span_json("1", "s", R"(,"tags":[)" + std::string(tags) + "]")));
}

std::string tag(std::string_view key, std::string_view type, std::string_view value) {
  return R"({"key":")" + std::string(key) + R"(","type":")" + std::string(type) + R"(","value":)" +
         std::string(value) + "}";
}

}  // namespace

TEST_CASE("a Jaeger span is read however it is wrapped") {
  const std::string trace = trace_json(span_json("1", "a", R"(,"processID":"p1")") + "," +
                                       span_json("2", "b", R"(,"processID":"p2")"));
  const std::string expected = describe(*decode_jaeger(trace).batch);
  REQUIRE_THAT(expected, Catch::Contains("'a'") && Catch::Contains("resource 'two'"));
  CHECK(describe(*decode_jaeger(answer(trace)).batch) == expected);
  CHECK(describe(*decode_jaeger("[" + trace + "]").batch) == expected);
  CHECK(describe(*decode_jaeger(trace + "\n").batch) == expected);
  const std::string embedded = span_json("1", "a", R"(,"process":{"serviceName":"one"})") + "\n" +
                               span_json("2", "b", R"(,"process":{"serviceName":"two"})") + "\n";
  CHECK(describe(*decode_jaeger(embedded).batch) == expected);
}

TEST_CASE("IDs without leading zeros are padded, times are nanoseconds") {
  const auto decoded = decode_jaeger(trace_json(span_json("a1", "s")));
  const auto span = only_span(decoded);
  CHECK(to_string(span.trace_id) == "000000000000000000000000000000ff");
  CHECK(to_string(span.span_id) == "00000000000000a1");
  CHECK(span.start_ns == 1766000000010000000);
  CHECK(span.end_ns == 1766000000010005000);
}

TEST_CASE("tags keep the types that they name, whatever their JSON is") {
  const auto decoded =
      with_tags(tag("big", "int64", "\"9223372036854775222\"") + "," + tag("n", "int64", "7") + "," +
                tag("f", "float64", "3") + "," + tag("e", "float64", "\"72.5\"") + "," +
                tag("b", "bool", "\"true\"") + "," + tag("x", "binary", "\"AAAwOQ==\"") + "," +
                R"({"key":"untyped","value":"1"})" + "," + tag("bad", "int64", "\"many\""));
  const auto span = only_span(decoded);
  const auto value = [&](std::string_view key) { return attribute(*decoded.batch, span, key); };
  CHECK(value("big") == "9223372036854775222");
  CHECK(value("n") == "7");
  CHECK(value("f") == "3.0");
  CHECK(value("e") == "72.5");
  CHECK(value("b") == "true");
  CHECK(value("x") == R"({"bytesValue":"AAAwOQ=="})");
  CHECK(value("untyped") == R"("1")");
  CHECK(value("bad") == "null");
  CHECK(issues(*decoded.batch) == "invalid_value×1");
}

TEST_CASE("a role in span.kind stays an attribute beside the kind") {
  const auto decoded =
      with_tags(tag("span.kind", "string", "\"worker\"") + "," + tag("span.kind", "string", "\"internal\""));
  const auto span = only_span(decoded);
  CHECK(span.kind == 1);
  CHECK(span.role == model::Role::kWorker);
  CHECK(attribute(*decoded.batch, span, "span.kind") == R"("worker")");
}

TEST_CASE("the status follows error, then otel.status_code, then http.status_code") {
  const auto status = [](std::string_view tags) { return only_span(with_tags(tags)).status; };
  const std::string ok = tag("otel.status_code", "string", "\"ok\"");
  const std::string http_404 = tag("http.status_code", "int64", "404");
  const std::string server = tag("span.kind", "string", "\"server\"");
  CHECK(status("") == model::StatusCode::kUnset);
  CHECK(status(ok) == model::StatusCode::kOk);
  CHECK(status(ok + "," + tag("error", "bool", "true")) == model::StatusCode::kError);
  CHECK(status(tag("error", "bool", "false")) == model::StatusCode::kUnset);
  CHECK(status(tag("error", "string", "\"true\"")) == model::StatusCode::kUnset);
  CHECK(status(http_404) == model::StatusCode::kError);
  CHECK(status(http_404 + "," + server) == model::StatusCode::kUnset);
  CHECK(status(tag("http.status_code", "int64", "503") + "," + server) == model::StatusCode::kError);
  CHECK(status(http_404 + "," + ok) == model::StatusCode::kOk);
}

TEST_CASE("tags that are no fields stay attributes") {
  const auto decoded =
      with_tags(tag("error", "string", "\"true\"") + "," + tag("otel.status_code", "string", "\"GOOD\"") +
                "," + tag("otel.dropped_events_count", "int64", "-1"));
  const auto span = only_span(decoded);
  CHECK(attribute(*decoded.batch, span, "error") == R"("true")");
  CHECK(attribute(*decoded.batch, span, "otel.status_code") == R"("GOOD")");
  CHECK(attribute(*decoded.batch, span, "otel.dropped_events_count") == "-1");
}

TEST_CASE("the first CHILD_OF of the trace is the parent, the rest are links") {
  const auto decoded = decode_jaeger(trace_json(span_json(
      "1", "s",
      R"(,"references":[{"refType":"FOLLOWS_FROM","traceID":"ff","spanID":"2"},)"
      R"({"refType":"CHILD_OF","traceID":"ee","spanID":"3"},{"refType":"CHILD_OF","traceID":"ff","spanID":"4"}])")));
  const auto span = only_span(decoded);
  CHECK(to_string(span.parent_span_id) == "0000000000000004");
  CHECK(span.links == R"([{"trace_id":"000000000000000000000000000000ff","span_id":"0000000000000002"},)"
                      R"({"trace_id":"000000000000000000000000000000ee","span_id":"0000000000000003",)"
                      R"("attributes":{"opentracing.ref_type":"child_of"}}])");
}

TEST_CASE("the deprecated parentSpanID is the parent") {
  const auto span = only_span(decode_jaeger(trace_json(span_json("1", "s", R"(,"parentSpanID":"b2")"))));
  CHECK(to_string(span.parent_span_id) == "00000000000000b2");
  CHECK(span.links.empty());
}

TEST_CASE("a log's event is the name, else its message, which stays an attribute") {
  const auto decoded = decode_jaeger(trace_json(
      span_json("1", "s",
                R"(,"logs":[{"timestamp":1766000000010001,"fields":[)" + tag("event", "string", "\"e\"") +
                    "," + tag("n", "int64", "1") + R"(]},{"fields":[)" + tag("message", "string", "\"m\"") +
                    R"(],"timestamp":1766000000010002}])")));
  CHECK(only_span(decoded).events ==
        R"([{"time_ns":1766000000010001000,"name":"e","attributes":{"n":1}},)"
        R"({"time_ns":1766000000010002000,"name":"m","attributes":{"message":"m"}}])");
}

TEST_CASE("infinities are read as Go spells them") {
  const auto decoded = decode_jaeger(trace_json(span_json(
      "1", "s",
      R"(,"tags":[{"key":"a","type":"float64","value":"+Inf"},{"key":"b","type":"float64","value":"-Inf"},)"
      R"({"key":"c","type":"float64","value":null}])")));
  CHECK(attribute(*decoded.batch, only_span(decoded), "a") == R"({"doubleValue":"Infinity"})");
  CHECK(attribute(*decoded.batch, only_span(decoded), "b") == R"({"doubleValue":"-Infinity"})");
  CHECK(attribute(*decoded.batch, only_span(decoded), "c") == "null");
}

TEST_CASE("the warning that a span has not ended is read for what it is") {
  const auto decoded = decode_jaeger(
      trace_json(span_json("1", "s", R"(,"duration":0,"warnings":["clock skew","unfinished span"])")));
  CHECK(only_span(decoded).end_ns == 0);
  CHECK(attribute(*decoded.batch, only_span(decoded), "@jaeger@warnings") == R"(["clock skew"])");
}

TEST_CASE("warnings are kept under Jaeger's own name for them") {
  const auto decoded = decode_jaeger(trace_json(span_json("1", "s", R"(,"warnings":["clock skew"])")));
  CHECK(attribute(*decoded.batch, only_span(decoded), "@jaeger@warnings") == R"(["clock skew"])");
}

TEST_CASE("a process that is missing costs the service, not the span") {
  const auto decoded = decode_jaeger(trace_json(span_json("1", "s", R"(,"processID":"p9")")));
  CHECK(service_of(decoded, "s").empty());
  CHECK(issues(*decoded.batch) == "invalid_value×1");
}

TEST_CASE("a process of absurd size costs the service, not the span") {
  const auto decoded =
      decode_jaeger(span_json("1", "s", R"(,"process":{"serviceName":")" + std::string(70'000, 's') + "\"}"));
  CHECK(service_of(decoded, "s").empty());
  CHECK(issues(*decoded.batch) == "truncated×1");
}

TEST_CASE("a placeholder is no service name") {
  const auto decoded = decode_jaeger(jaeger_json({.service = "OTLPResourceNoServiceName"}));
  CHECK(decoded.batch->resources.at(0).attributes == "{}");
}

TEST_CASE("a broken trace costs no other") {
  const std::string good = trace_json(span_json("1", "good"));
  const std::string bad = R"({"traceID":"1","spans":[)" + span_json("2", "kept") + R"(,{"traceID":?}]})";
  for (const std::string& input : {answer(bad + "," + good), answer("\n" + bad + ",\n" + good + "\n")}) {
    const auto decoded = decode_jaeger(input);
    CHECK(decoded.batch->spans.size() == 2);
    span_named(*decoded.batch, "good");
    CHECK_THAT(issues(*decoded.batch), Catch::Contains("bad_json"));
  }
}

TEST_CASE("spans with bad IDs or times are rejected, their neighbours kept") {
  const auto decoded = decode_jaeger(trace_json(
      span_json("zz", "bad") + "," + span_json("1", "late", R"(,"startTime":9223372036854775807)") + "," +
      span_json("2", "past", R"(,"duration":-5)") + "," + span_json("3", "good")));
  CHECK(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->rejected_spans == 3);
  CHECK(issues(*decoded.batch) == "invalid_id×1 time_out_of_range×2");
}

TEST_CASE("a Jaeger download cut anywhere gives its complete spans and an issue") {
  const std::string first =
      span_json("1", "one", R"(,"processID":"p1","tags":[)" + tag("k", "string", "\"}\"") + "]");
  const std::string document = answer(trace_json(first + "," + span_json("2", "two")));
  const std::size_t first_end = document.find(first) + first.size();
  const std::size_t second_end = document.find("],\"processes\"");
  for (std::size_t cut = 1; cut < document.size(); ++cut) {
    INFO("cut at " << cut);
    const auto decoded = decode_jaeger(std::string_view(document).substr(0, cut));
    CHECK(decoded.batch->spans.size() == (cut >= second_end ? 2U : cut >= first_end ? 1U : 0U));
  }
}

TEST_CASE("in what pieces a Jaeger download arrives makes no difference") {
  const std::string trace = trace_json(span_json("1", "a", R"(,"processID":"p1")"));
  const std::string input =
      "{\n\"data\": [\n" + trace + ",\n" + trace_json(span_json("2", "b")) + "\n]}\n" + trace;
  const std::string expected = describe(*decode_jaeger(input).batch);
  for (std::size_t piece = 1; piece < input.size(); ++piece) {
    INFO("pieces of " << piece);
    CHECK(describe(*decode_jaeger(input, piece).batch) == expected);
  }
}

TEST_CASE("each trace of a download is a record") {
  const auto splitter = make_jaeger_json_splitter();
  const auto records =
      split_all(*splitter, "{\n\"data\": [\n{\"traceID\":\"1\"},\n{\"traceID\":\"2\"}\n]\n}\n");
  CHECK(records == std::vector<std::string>{"{\"traceID\":\"1\"}", "{\"traceID\":\"2\"}"});
}

TEST_CASE("fields of unexpected types are issues, never more") {
  const auto decoded = decode_jaeger(
      R"({"data":[7,null,[],{"spans":7},{"spans":[7,{"traceID":1,"spanID":[],"tags":{},"logs":"x"}],)"
      R"("processes":[]},{"data":[{"spans":[]}]}]})");
  CHECK(decoded.batch->spans.empty());
  CHECK_THAT(issues(*decoded.batch), Catch::Contains("invalid_value"));
}

TEST_CASE("Jaeger JSON is told from its neighbours") {
  CHECK(is_jaeger_json(answer(trace_json(span_json("1", "s")))));
  CHECK(is_jaeger_json("[" + trace_json("") + "]"));
  CHECK(is_jaeger_json(span_json("1", "s")));
  CHECK_FALSE(is_jaeger_json(R"({"data": {"services":[],"spans":[{"traceID":"1","spanID":"2"}]}})"));
  CHECK_FALSE(is_jaeger_json(R"([{"traceId":"1","id":"2"}])"));
  CHECK_FALSE(is_jaeger_json(R"({"spans":[{"traceIdLow":1,"spanId":2}]})"));
  CHECK_FALSE(is_jaeger_json(""));
}
