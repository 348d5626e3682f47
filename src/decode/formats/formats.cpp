#include "decode/formats/format.hpp"
#include "decode/formats/frames.hpp"
#include "decode/formats/go_stdouttrace.hpp"
#include "decode/formats/jaeger_json.hpp"
#include "decode/formats/jaeger_thrift.hpp"
#include "decode/formats/jaeger_thrift_splitter.hpp"
#include "decode/formats/otlp_json.hpp"
#include "decode/formats/otlp_protobuf.hpp"
#include "decode/formats/python_console.hpp"
#include "decode/formats/trace_lines.hpp"
#include "decode/formats/zipkin_json.hpp"
#include "decode/wire/json_splitter.hpp"
#include "decode/wire/protobuf_splitter.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

// In the order in which they are tried. A new format is one line here. A message is tried before a stream of
// messages: a message of some size also reads as a length prefix, but only as one of more than 160 MiB.
constexpr std::array<Format, 10> kFormats{{
    {"otlp-json", "OTLP JSON: lines, pretty-printed, arrays, also as Tempo and Jaeger wrap it", &is_otlp_json,
     &make_otlp_json_splitter, &make_otlp_json_decoder},
    {"otlp-proto", "one OTLP protobuf message: TracesData or ExportTraceServiceRequest", &is_otlp_protobuf,
     []() -> std::unique_ptr<Splitter> { return std::make_unique<ProtobufSplitter>(); },
     &make_otlp_protobuf_decoder},
    {"otlp-proto-stream", "OTLP messages, each after its length (Collector file exporter)",
     &is_length_prefixed,
     []() -> std::unique_ptr<Splitter> { return std::make_unique<FrameSplitter>(kLengthHeader); },
     [] { return make_frame_decoder(kLengthHeader); }},
    {"otlp-grpc", "bodies of OTLP/gRPC requests", &is_grpc,
     []() -> std::unique_ptr<Splitter> { return std::make_unique<FrameSplitter>(kGrpcHeader); },
     [] { return make_frame_decoder(kGrpcHeader); }},
    {"jaeger-json", "Jaeger JSON: answers of the query API, downloads of the UI, documents of Elasticsearch",
     &is_jaeger_json, &make_jaeger_json_splitter, &make_jaeger_json_decoder},
    {"zipkin-json", "Zipkin JSON, versions 1 and 2: what reporters send and the query API answers",
     &is_zipkin_json, &make_object_splitter, &make_zipkin_json_decoder},
    {"jaeger-thrift", "Jaeger Thrift: bodies of HTTP requests, UDP datagrams", &is_jaeger_thrift,
     []() -> std::unique_ptr<Splitter> { return std::make_unique<JaegerThriftSplitter>(); },
     &make_jaeger_thrift_decoder},
    {"go-stdouttrace", "what OpenTelemetry Go's stdouttrace exporter prints", &is_go_stdouttrace,
     &make_object_splitter, &make_go_stdouttrace_decoder},
    {"python-console", "what OpenTelemetry Python's ConsoleSpanExporter prints", &is_python_console,
     &make_object_splitter, &make_python_console_decoder},
    {"trace-lines", "lines of a development exporter: [TRACE] name | trace ID | start | duration",
     &is_trace_lines, &make_trace_line_splitter, &make_trace_line_decoder},
}};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* sniff(std::string_view head) {
  const auto found = std::ranges::find_if(kFormats, [&](const Format& format) { return format.sniff(head); });
  return found == kFormats.end() ? nullptr : &*found;
}

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace tracewh::decode
