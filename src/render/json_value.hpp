#pragma once

#include "base/json_writer.hpp"
#include "model/row_set.hpp"

namespace tracewh::render {

/// Writes a value of a row: NULL as null, BLOBs as hexadecimal strings, NaN and infinities as words.
void write_value(base::JsonWriter& json, const model::Value& value);

}  // namespace tracewh::render
