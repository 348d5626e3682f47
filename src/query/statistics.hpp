#pragma once

#include "model/row_set.hpp"
#include "store/read/reader.hpp"

namespace tracewh::query {

/// What a database holds.
struct Statistics {
  model::RowSet totals;  ///< one row: counts, time range, size of the file
  model::RowSet issues;  ///< code, severity, count: what was wrong with the input
};

Statistics read_statistics(store::Reader& reader);

}  // namespace tracewh::query
