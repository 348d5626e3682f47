#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>

namespace tracewh::encode {

/// Zipkin's v2 JSON: one array of spans, resource attributes among the tags, times in microseconds.
std::unique_ptr<Encoder> make_zipkin(std::ostream& out);

}  // namespace tracewh::encode
