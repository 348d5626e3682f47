#pragma once

#include "content/value.hpp"
#include "model/trace.hpp"

namespace tracewh::encode {

/// The attributes that stand for a span's scope, status and trace state where a format has only attributes
/// (OpenTelemetry's mapping to other formats), and `tracewh.copy`, unless `attributes`, its own, have it:
/// such a format does not hold all of a span, so that a copy must never take the original's place in a
/// database. Views what it is given.
content::Attributes mapped_attributes(const model::Span& span, const model::Scope& scope,
                                      const content::Attributes& attributes);

}  // namespace tracewh::encode
