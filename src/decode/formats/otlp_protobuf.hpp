#pragma once

#include "decode/formats/format.hpp"

namespace tracewh::decode {

/// Decodes OTLP protobuf: TracesData, which is also ExportTraceServiceRequest and Tempo's Trace.
std::unique_ptr<Decoder> make_otlp_protobuf_decoder();

}  // namespace tracewh::decode
