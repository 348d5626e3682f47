#pragma once

#include "decode/json_cursor.hpp"
#include "decode/span_builder.hpp"

namespace tracewh::decode {

/// Reads one OTLP Span object and adds it to the batch. False when the document is broken before its end.
bool read_otlp_span(JsonCursor& cursor, JsonCursor::Value& value, SpanBuilder& builder);

}  // namespace tracewh::decode
