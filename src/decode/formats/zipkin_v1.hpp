#pragma once

#include "decode/formats/zipkin_span.hpp"

#include <vector>

namespace tracewh::decode {

/// Whether a span is of Zipkin's version 1, which has no kind: what a span is, annotations such as `cs`
/// (client send) tell.
bool is_zipkin_v1(const ZipkinSpan& span);

/// The spans of version 2 that a span of version 1 stands for: one, or one for each side of the call, the
/// caller first. As Zipkin's own converter does it.
std::vector<ZipkinSpan> convert_zipkin_v1(const ZipkinSpan& span);

}  // namespace tracewh::decode
