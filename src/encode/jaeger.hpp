#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>

namespace tracewh::encode {

/// The Jaeger query service's JSON, which its UI opens: `{"data":[trace…]}` with times in microseconds,
/// mapped as OpenTelemetry's specification and Jaeger's translator say.
std::unique_ptr<Encoder> make_jaeger(std::ostream& out);

/// Only the list of traces in it: the value of `data`.
std::unique_ptr<Encoder> make_jaeger_list(std::ostream& out);

}  // namespace tracewh::encode
