#pragma once

#include "bench/generated_span.hpp"

#include <span>
#include <string>

namespace tracewh::bench {

/// One export of one service as OTLP JSON on one line, in the style of the Collector's file exporter:
/// int64 as strings, enums as numbers, hexadecimal IDs, `status` always present.
std::string encode_json(Service service, std::span<const GeneratedSpan> spans);

/// The same as a TracesData protobuf message. Concatenated messages are one valid message.
std::string encode_protobuf(Service service, std::span<const GeneratedSpan> spans);

/// The same with the big-endian length in four bytes before it, as the Collector's file exporter writes
/// `proto`.
std::string encode_protobuf_stream(Service service, std::span<const GeneratedSpan> spans);

}  // namespace tracewh::bench
