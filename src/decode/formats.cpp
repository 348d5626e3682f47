#include "decode/format.hpp"
#include "decode/frames.hpp"
#include "decode/otlp_json.hpp"
#include "decode/otlp_protobuf.hpp"
#include "decode/otlp_sniff.hpp"
#include "decode/protobuf_splitter.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

// In the order in which they are tried. A new format is one line here. A message is tried before a stream of
// messages: a message of some size also reads as a length prefix, but only as one of more than 160 MiB.
constexpr std::array<Format, 4> kFormats{{
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
