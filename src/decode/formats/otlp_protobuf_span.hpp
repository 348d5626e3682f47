#pragma once

#include "decode/normalize/span_builder.hpp"

#include <protozero/pbf_reader.hpp>

namespace tracewh::decode {

/// Reads one opentelemetry.proto.trace.v1.Span and adds it to the batch.
/// Throws protozero::exception when it is damaged; nothing was added then.
void read_otlp_span(protozero::pbf_reader message, SpanBuilder& builder);

}  // namespace tracewh::decode
