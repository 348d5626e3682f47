#pragma once

struct sqlite3;

namespace tracewh::store {

/// Gives SQL on `connection` the aggregates median(x) and percentile(x, p), with p from 0 to 100; between two
/// values they are linear. NULL is passed over. The values are held in SQLite's memory, which is bounded.
void add_percentile_functions(sqlite3* connection);

}  // namespace tracewh::store
