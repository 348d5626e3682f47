#pragma once

#include "reference/archive.hpp"
#include "store/read/selection.hpp"

namespace tracewh::reference {

/// Whether the span has the attribute, by what the documentation says of --attr.
bool has_attribute(const Span& span, const model::AttributeCondition& condition);

/// What is left of an archive by the attributes.
Archive select(Archive archive, const store::Selection& selection);

}  // namespace tracewh::reference
