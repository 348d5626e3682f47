#pragma once

#include "decode/normalize/span_builder.hpp"
#include "decode/wire/json_cursor.hpp"

namespace tracewh::decode {

/// Reads one OTLP Span object and adds it to the batch. False when the document is broken before its end.
bool read_otlp_span(JsonCursor& cursor, JsonCursor::Value& value, SpanBuilder& builder);

}  // namespace tracewh::decode
