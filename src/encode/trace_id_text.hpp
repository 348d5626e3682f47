#pragma once

#include "model/ids.hpp"

#include <string>

namespace tracewh::encode {

/// A trace ID as Jaeger and Zipkin write it: 16 digits when its first 64 bits are zero, else 32.
std::string trace_id_text(const model::TraceId& id);

}  // namespace tracewh::encode
