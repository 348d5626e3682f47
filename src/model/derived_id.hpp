#pragma once

#include "model/ids.hpp"

#include <string_view>

namespace tracewh::model {

/// A span ID for a span that has none of its own, the same whenever it is read: a digest of the trace ID and
/// of what tells the span from others of its trace. The digest must never change, because it is stored.
SpanId derive_span_id(const TraceId& trace_id, std::string_view identity);

/// The ID of the called side of a call whose sides share the ID `shared`, for where that one stands for the
/// caller: made of the shared ID and of who was called, so that it can be recognised. `address` may be empty.
SpanId called_side_id(const TraceId& trace_id, SpanId shared, std::string_view service,
                      std::string_view address);

/// Whether `id` is what called_side_id() gives for `shared` and `service`, whatever the address.
bool is_called_side(const TraceId& trace_id, SpanId id, SpanId shared, std::string_view service);

}  // namespace tracewh::model
