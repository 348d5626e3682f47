#pragma once

#include <string>
#include <string_view>

namespace tracewh::query {

/// The hexadecimal digits of a trace or span ID, or of its beginning, as people have it: in either case, with
/// the dashes of a UUID, or as the header of a request, of which the trace ID counts (`traceparent`,
/// `uber-trace-id`, `b3`). Empty when `text` is none of these.
std::string id_digits(std::string_view text);

}  // namespace tracewh::query
