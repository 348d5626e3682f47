#pragma once

#include "model/span.hpp"

#include <cstdint>

/// OpenTelemetry's SpanKinds that analyses tell apart.
namespace tracewh::analysis {

inline constexpr std::int32_t kProducer = 4;
inline constexpr std::int32_t kConsumer = 5;

/// Whether nobody waits for `child`, since it takes what `parent` left to be taken at any time.
inline bool is_asynchronous(const model::Span& parent, const model::Span& child) {
  return parent.kind == kProducer && child.kind == kConsumer;
}

}  // namespace tracewh::analysis
