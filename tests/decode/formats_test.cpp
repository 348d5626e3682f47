#include "decode/decoding.hpp"
#include "decode/wire/id_text.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::decode;

namespace {

std::string_view sniffed(std::string_view head) {
  const Format* format = sniff(head);
  return format == nullptr ? "(none)" : format->name;
}

}  // namespace

TEST_CASE("formats are told apart by their first bytes") {
  using namespace std::string_view_literals;
  CHECK(sniffed("") == "otlp-json");
  CHECK(sniffed("{}") == "otlp-json");
  CHECK(sniffed("{\"resourceSpans\":[") == "otlp-json");
  CHECK(sniffed("2026-01-02 log\n{\"resource_spans\":[]}") == "otlp-json");
  CHECK(sniffed("{\"batches\":[]}") == "otlp-json");
  CHECK(sniffed("{\"resourceLogs\":[]}") == "otlp-json");
  CHECK(sniffed("\x0A\x02\x12\x00"sv) == "otlp-proto");
  CHECK(sniffed("\x0A\x0A\x0A\x08\x01\x02\x03\x04\x05\x06\x07\x08"sv) == "(none)");
  CHECK(sniffed("\x00\x00\x00\x04\x0A\x02\x12\x00"sv) == "otlp-proto-stream");
  CHECK(sniffed("\x00\x00\x00\x00\x04\x0A\x02\x12\x00"sv) == "otlp-grpc");
  CHECK(sniffed("\xFF\xFE{\0\"\0"sv) == "(none)");
  CHECK(sniffed("{\"data\":[{\"traceID\":\"1\",\"spans\":[],\"processes\":{}}]}") == "jaeger-json");
  CHECK(sniffed("[{\"traceId\":\"1\",\"id\":\"2\",\"localEndpoint\":{}}]") == "zipkin-json");
  CHECK(sniffed("hello") == "(none)");
}

TEST_CASE("every format is found by its name") {
  for (const Format& format : formats()) CHECK(find_format(format.name) == &format);
  CHECK(find_format("xml") == nullptr);
}

TEST_CASE("IDs are read as the writers write them") {
  const auto trace = [](std::string_view text) {
    const auto id = parse_trace_id(text);
    return id ? to_string(*id) : "(none)";
  };
  const std::string id = "5b8efff798038103d269b633813fc60c";
  CHECK(trace("5B8EFFF798038103D269B633813FC60C") == id);
  CHECK(trace(" 0x5b8efff798038103d269b633813fc60c ") == id);
  CHECK(trace("5b8efff7-9803-8103-d269-b633813fc60c") == id);
  CHECK(trace("W47/95gDgQPSabYzgT/GDA==") == id);
  CHECK(trace("W47_95gDgQPSabYzgT_GDA") == id);
  CHECK(trace("d269b633813fc60c") == "0000000000000000d269b633813fc60c");
  CHECK(trace("") == std::string(32, '0'));
  CHECK(trace("5b8e") == "(none)");
  CHECK(trace("zz8efff798038103d269b633813fc60c") == "(none)");
  CHECK(parse_span_id("obLD1OX2AAI=") == model::SpanId{0xa1b2c3d4e5f60002});
  CHECK(parse_span_id("0xA1B2C3D4E5F60002") == model::SpanId{0xa1b2c3d4e5f60002});
  CHECK(parse_span_id("1234567890123") == std::nullopt);
}
