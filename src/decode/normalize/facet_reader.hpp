#pragma once

#include "decode/normalize/attribute_value.hpp"
#include "model/batch.hpp"

namespace tracewh::decode {

/// Adds the facet to the batch when `value` can be read as one: numbers also from decimal text, text
/// also from integers, cut to limits::kNameBytes. False when it cannot.
bool add_facet(model::Facet facet, const AttributeValue& value, model::Batch& batch);

}  // namespace tracewh::decode
