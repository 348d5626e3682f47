#include "net/bodies.hpp"
#include "net/fake_sink.hpp"
#include "net/http/access.hpp"
#include "net/http/http_site.hpp"
#include "net/receive/receiver.hpp"
#include "net/receive/span_handlers.hpp"
#include "net/receive/status_handlers.hpp"

#include <catch2/catch.hpp>
#include <protozero/pbf_writer.hpp>

#include <memory>
#include <optional>

using namespace tracewh;
using namespace tracewh::net;
using namespace tracewh::net::test;

namespace {

/// Handlers in front of a fake sink.
struct Handlers {
  explicit Handlers(FakeSink::Manner manner = FakeSink::Manner::kStore) : sink(manner) {}

  decode::Semantics semantics = decode::Semantics::shipped();
  FakeSink sink;
  Metrics metrics;
  ByteBudget bodies{std::size_t{160} << 20};
  Receiver receiver{semantics, nullptr, sink, metrics};

  /// The answer of a handler; none when it is still waited for.
  std::optional<Response> ask(const Handler& handler, std::string media_type, std::string body,
                              std::string coding = {}) {
    Request request{"POST", "/", {}, std::move(body), std::make_shared<ByteBudget::Share>(bodies)};
    request.headers.add("content-type", std::move(media_type));
    if (!coding.empty()) request.headers.add("content-encoding", std::move(coding));
    // A held answer may come when nobody waits any more.
    const auto answer = std::make_shared<std::optional<Response>>();
    handler(std::move(request), [answer](Response response) { *answer = std::move(response); });
    return *answer;
  }

  Response otlp(std::string body, std::string coding = {}) {
    return ask(otlp_handler(receiver), "application/json", std::move(body), std::move(coding)).value();
  }
  Response otlp_protobuf(std::string body) {
    return ask(otlp_handler(receiver), "application/x-protobuf", std::move(body)).value();
  }
};

std::string metrics_text(const Metrics& metrics) {
  PrometheusText out;
  metrics.write(out);
  return out.text();
}

/// An ExportTraceServiceRequest with a span of one byte of a trace ID, which cannot be kept.
std::string protobuf_with_a_bad_span() {
  std::string body;
  protozero::pbf_writer request(body);
  protozero::pbf_writer resource_spans(request, 1);
  protozero::pbf_writer scope_spans(resource_spans, 2);
  protozero::pbf_writer span(scope_spans, 2);
  span.add_bytes(1, "x", 1);
  span.commit();
  scope_spans.commit();
  resource_spans.commit();
  return body;
}

}  // namespace

TEST_CASE("OTLP JSON is stored, and answered in JSON") {
  Handlers handlers;
  const Response response = handlers.otlp(otlp_json("one"));
  CHECK(response.status == 200);
  CHECK(response.content_type == "application/json");
  CHECK(response.body == "{}");
  CHECK(handlers.sink.wait_for_spans(1) == std::vector<std::string>{"one"});
}

TEST_CASE("OTLP protobuf is stored, and answered by an empty message") {
  Handlers handlers;
  const Response response = handlers.otlp_protobuf(fixture("otlp-proto/story.pb"));
  CHECK(response.status == 200);
  CHECK(response.content_type == "application/x-protobuf");
  CHECK(response.body.empty());
  CHECK(handlers.sink.span_count() > 0);
}

TEST_CASE("Bodies without spans are fine") {
  Handlers handlers;
  CHECK(handlers.otlp("{}").status == 200);
  CHECK(handlers.otlp(R"({"resourceSpans":[]})").status == 200);
  CHECK(handlers.otlp_protobuf("").status == 200);
  CHECK(handlers.ask(zipkin_handler(handlers.receiver), "", "[]")->status == 202);
  CHECK(handlers.ask(zipkin_handler(handlers.receiver), "", "")->status == 202);
  CHECK(handlers.sink.span_count() == 0);
}

TEST_CASE("A body is read in each content coding") {
  Handlers handlers;
  CHECK(handlers.otlp(gzip(otlp_json("one")), "gzip").status == 200);
  CHECK(handlers.otlp(gzip(otlp_json("one")), " GZIP ").status == 200);
  CHECK(handlers.otlp(zlib(otlp_json("two")), "deflate").status == 200);
  CHECK(handlers.otlp(zstd(otlp_json("three")), "zstd").status == 200);
  CHECK(handlers.otlp(otlp_json("four"), "identity").status == 200);
  CHECK(handlers.sink.wait_for_spans(5) == std::vector<std::string>{"one", "one", "two", "three", "four"});
}

TEST_CASE("A damaged content coding is a 400, an unknown one a 415") {
  Handlers handlers;
  const std::string whole = gzip(otlp_json("one"));
  CHECK(handlers.otlp(whole.substr(0, whole.size() - 9), "gzip").status == 400);
  CHECK(handlers.otlp(otlp_json("one"), "gzip").status == 400);
  CHECK(metrics_text(handlers.metrics).find(R"(tracewh_bodies_refused_total{reason="unreadable"} 2)") !=
        std::string::npos);
  CHECK(handlers.otlp(otlp_json("one"), "br").status == 415);
  CHECK(handlers.otlp(otlp_json("one"), "gzip, gzip").status == 415);
  CHECK(handlers.sink.span_count() == 0);
}

TEST_CASE("A decompression bomb is cut off with a 413") {
  Handlers handlers;
  const std::string bomb(std::size_t{65} << 20, ' ');
  CHECK(handlers.otlp(gzip(bomb), "gzip").status == 413);
  CHECK(handlers.otlp(zstd(bomb), "zstd").status == 413);
}

TEST_CASE("What a body decompresses to is taken of the memory for all bodies until the answer") {
  Handlers handlers(FakeSink::Manner::kHold);
  const auto large = [](std::size_t size) { return gzip(otlp_json("one") + std::string(size, ' ')); };
  const Handler handler = otlp_handler(handlers.receiver);
  const std::size_t size = std::size_t{60} << 20;
  CHECK_FALSE(handlers.ask(handler, "application/json", large(size), "gzip"));
  CHECK_FALSE(handlers.ask(handler, "application/json", large(size), "gzip"));
  CHECK(handlers.bodies.used() >= 2 * size);
  CHECK(handlers.ask(handler, "application/json", large(size), "gzip")->status == 429);
  handlers.sink.store_held();
  CHECK(handlers.bodies.used() == 0);
}

TEST_CASE("Many members are one body, and together no larger than one may be") {
  Handlers handlers;
  const std::string text = otlp_json("one");
  CHECK(handlers.otlp(gzip(text.substr(0, 50)) + gzip(text.substr(50)), "gzip").status == 200);
  std::string members;
  for (int i = 0; i < 65; ++i) members += gzip(std::string(std::size_t{1} << 20, ' '));
  CHECK(handlers.otlp(members, "gzip").status == 413);
}

TEST_CASE("Rejected spans are counted in the answer, and the others are stored") {
  Handlers handlers;
  const Response response = handlers.otlp(otlp_json("good", kBadSpan));
  CHECK(response.status == 200);
  CHECK(response.body ==
        R"({"partialSuccess":{"rejectedSpans":"1","errorMessage":"invalid_id: a span was rejected: )"
        R"(its trace or span ID is missing, zero or malformed"}})");
  CHECK(handlers.sink.wait_for_spans(1) == std::vector<std::string>{"good"});
  CHECK(metrics_text(handlers.metrics).find("spans_rejected_total{reason=\"invalid_id\"} 1\n") !=
        std::string::npos);
}

TEST_CASE("A partial success in protobuf is the message of the specification") {
  Handlers handlers;
  const Response response = handlers.otlp_protobuf(protobuf_with_a_bad_span());
  const std::string message =
      "invalid_id: a span was rejected: its trace or span ID is missing, zero or malformed";
  REQUIRE(message.size() == 0x53);
  CHECK(response.status == 200);
  CHECK(response.body == "\x0A\x57\x08\x01\x12\x53" + message);
}

TEST_CASE("What cannot be decoded is a 400 with google.rpc.Status, and nothing of it is stored") {
  Handlers handlers;
  const auto body = GENERATE(as<std::string>(), "hello", "{\"resourceSpans\"", R"({"resourceSpans":[)", "123",
                             "\xFF\xFE", R"({"resourceSpans":[{}]} and more)");
  INFO(body);
  const Response response = handlers.otlp(body);
  CHECK(response.status == 400);
  CHECK(response.content_type == "application/json");
  CHECK(response.body.starts_with(R"({"code":3,"message":")"));
  CHECK(handlers.sink.span_count() == 0);
}

TEST_CASE("Of a body that breaks off nothing is stored, because its sender can be told") {
  Handlers handlers;
  const std::string json = otlp_json("one", R"(,{"traceId":")");
  CHECK(handlers.otlp(json.substr(0, json.size() - 10)).status == 400);
  const std::string message = fixture("otlp-proto/story.pb");
  const Response response = handlers.otlp_protobuf(message.substr(0, message.size() - 5));
  CHECK(response.status == 400);
  CHECK(response.content_type == "application/x-protobuf");
  CHECK(response.body.starts_with(std::string_view("\x08\x03\x12", 3)));
  CHECK(handlers.sink.span_count() == 0);
}

TEST_CASE("A sink that cannot take spans makes senders try again") {
  struct Case {
    FakeSink::Manner manner;
    unsigned status;
    std::string_view code;
  };
  const auto expected = GENERATE(Case{FakeSink::Manner::kBusy, 429, "{\"code\":14,"},
                                 Case{FakeSink::Manner::kClosed, 503, "{\"code\":14,"},
                                 Case{FakeSink::Manner::kFail, 503, "{\"code\":14,"});
  Handlers handlers(expected.manner);
  const Response response = handlers.otlp(otlp_json("one"));
  CHECK(response.status == expected.status);
  CHECK(response.headers.get("retry-after") == "1");
  CHECK(response.body.starts_with(expected.code));
}

TEST_CASE("An answer waits for the commit") {
  Handlers handlers(FakeSink::Manner::kHold);
  std::optional<Response> answer;
  Request request{
      "POST", "/v1/traces", {}, otlp_json("one"), std::make_shared<ByteBudget::Share>(handlers.bodies)};
  request.headers.add("Content-Type", "application/json");
  otlp_handler(handlers.receiver)(request, [&](Response response) { answer = std::move(response); });
  CHECK_FALSE(answer.has_value());
  handlers.sink.store_held();
  CHECK(answer.value().status == 200);
}

TEST_CASE("A list of spans that is cut off between two of them is a 400") {
  Handlers handlers;
  std::string body = fixture("zipkin/shared-span.json");
  body.erase(body.find_last_of(']'));
  const auto response = handlers.ask(zipkin_handler(handlers.receiver), "application/json", body);
  CHECK(response->status == 400);
  CHECK(response->body == R"({"code":3,"message":"the list of spans is cut off"})");
  CHECK(handlers.sink.span_count() == 0);
}

TEST_CASE("Protobuf is not taken for a list in JSON") {
  Handlers handlers;
  // The tag of ResourceSpans is a line break, and this length an opening bracket.
  const std::string unknown_field = "\x7A\x59" + std::string(89, 'x');
  std::string body;
  protozero::pbf_writer(body).add_message(1, unknown_field);
  REQUIRE(body.substr(0, 2) == "\n[");
  CHECK(handlers.otlp_protobuf(body).status == 200);
}

TEST_CASE("Zipkin JSON of both versions is accepted") {
  Handlers handlers;
  const Handler handler = zipkin_handler(handlers.receiver);
  const Response response = *handlers.ask(handler, "application/json", fixture("zipkin/shared-span.json"));
  CHECK(response.status == 202);
  CHECK(response.body.empty());
  const std::size_t before = handlers.sink.span_count();
  CHECK(before > 0);
  CHECK(handlers.ask(handler, "application/json", fixture("zipkin/version-1.json"))->status == 202);
  CHECK(handlers.sink.span_count() > before);
}

TEST_CASE("Zipkin spans of which none can be kept are a 400") {
  Handlers handlers;
  const Handler handler = zipkin_handler(handlers.receiver);
  CHECK(handlers.ask(handler, "", R"([{"traceId":"zz","id":"0000000000000001"}])")->status == 400);
  CHECK(handlers.ask(handler, "", "[{]")->status == 400);
}

TEST_CASE("A batch of Jaeger is accepted, a broken one refused in plain text") {
  Handlers handlers;
  const Handler handler = jaeger_handler(handlers.receiver);
  const std::string batch = fixture("jaeger/story.thrift");
  CHECK(handlers.ask(handler, "application/x-thrift", batch)->status == 202);
  const std::size_t before = handlers.sink.span_count();
  CHECK(before > 0);
  const Response broken = *handlers.ask(handler, "application/x-thrift", batch.substr(0, batch.size() - 3));
  CHECK(broken.status == 400);
  CHECK(broken.content_type == "text/plain; charset=utf-8");
  CHECK(handlers.sink.span_count() == before);
}

TEST_CASE("Of a damaged datagram what is complete is stored") {
  Handlers handlers;
  const std::string batch = fixture("jaeger/story.thrift");
  handlers.receiver.receive_blindly("jaeger_udp", *decode::find_format("jaeger-thrift"), batch);
  const std::size_t whole = handlers.sink.span_count();
  handlers.receiver.receive_blindly("jaeger_udp", *decode::find_format("jaeger-thrift"),
                                    batch.substr(0, batch.size() - 3));
  CHECK(handlers.sink.span_count() > whole);
  CHECK(handlers.sink.span_count() < 2 * whole);
}

TEST_CASE("Metrics tell what was received and what became of it") {
  Handlers handlers;
  handlers.otlp(otlp_json("one"));
  handlers.otlp("hello");
  const Handler handler = metrics_handler({[&](PrometheusText& out) { handlers.metrics.write(out); },
                                           [](PrometheusText& out) {
                                             out.begin("more", "gauge", "More.");
                                             out.sample(7);
                                           }});
  const Response response = handlers.ask(handler, "", "").value();
  CHECK(response.content_type == "text/plain; version=0.0.4; charset=utf-8");
  const auto has = [&](std::string_view line) { return response.body.find(line) != std::string::npos; };
  CHECK(has("# TYPE tracewh_spans_stored_total counter\n"));
  CHECK(has("tracewh_spans_received_total{protocol=\"otlp_http\"} 1\n"));
  CHECK(has("tracewh_spans_stored_total{protocol=\"otlp_http\"} 1\n"));
  CHECK(has("tracewh_bodies_refused_total{reason=\"unreadable\"} 1\n"));
  CHECK(response.body.ends_with("# HELP more More.\n# TYPE more gauge\nmore 7\n"));
}
