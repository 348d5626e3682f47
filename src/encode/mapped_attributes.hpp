#pragma once

#include "content/value.hpp"
#include "model/trace.hpp"

namespace tracewh::encode {

/// The attributes that stand for a span's scope, status and trace state where a format has only attributes
/// (OpenTelemetry's mapping to other formats). Views what it is given.
content::Attributes mapped_attributes(const model::Span& span, const model::Scope& scope);

}  // namespace tracewh::encode
