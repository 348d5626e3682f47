#pragma once

#include "model/row_set.hpp"

namespace tracewh::query {

/// The views that SQL can ask: rows of `view`, `column` and `meaning`, for each view first one without a
/// column.
model::RowSet view_columns();

}  // namespace tracewh::query
