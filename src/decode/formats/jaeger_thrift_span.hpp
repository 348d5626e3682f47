#pragma once

#include "decode/normalize/span_builder.hpp"
#include "decode/wire/thrift_reader.hpp"

namespace tracewh::decode {

/// Reads the struct Batch and adds its spans. Where the reader fails, the span at hand is forgotten.
void read_jaeger_batch(ThriftReader& reader, SpanBuilder& builder);

}  // namespace tracewh::decode
