#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>

namespace tracewh::encode {

/// OTLP protobuf: messages of TracesData, one after another, which protobuf reads as a single one. Nothing
/// that is stored is lost but the marks of what was repaired.
std::unique_ptr<Encoder> make_otlp_protobuf(std::ostream& out);

/// The same messages, each after its length in four bytes, big-endian, as the Collector's file exporter
/// writes.
std::unique_ptr<Encoder> make_otlp_protobuf_stream(std::ostream& out);

}  // namespace tracewh::encode
