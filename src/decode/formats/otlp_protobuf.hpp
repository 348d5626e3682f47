#pragma once

#include "decode/formats/format.hpp"

namespace tracewh::decode {

/// Whether a stream that begins with `head` is one OTLP protobuf message. Pure.
bool is_otlp_protobuf(std::string_view head);

/// Decodes OTLP protobuf: TracesData, which is also ExportTraceServiceRequest and Tempo's Trace.
std::unique_ptr<Decoder> make_otlp_protobuf_decoder();

}  // namespace tracewh::decode
