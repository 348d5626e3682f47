#pragma once

#include "model/ids.hpp"

#include <string_view>

namespace tracewh::decode {

/// A span ID for a span that has none of its own, the same whenever it is read: a digest of the trace ID and
/// of what tells the span from others of its trace. The digest must never change, because it is stored.
model::SpanId derive_span_id(const model::TraceId& trace_id, std::string_view identity);

}  // namespace tracewh::decode
