#pragma once

#include "model/row_set.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"

#include <cstdint>

/// Statements in, rows out: what everything that asks the database shares.
namespace tracewh::query {

/// The trace on whose row a statement stands that selects id, trace_id and span_count.
TraceKey read_trace_key(const store::Statement& row);

/// Binds `arrival` to the parameter of that number.
void bind_arrival(store::Statement& statement, int parameter, Arrival arrival);

/// Runs the statement and takes at most `limit` rows, all when it is negative; says whether there were more.
/// Throws base::Error also when the rows, with what SQLite holds, need more memory than statements may take.
model::RowSet read_rows(store::Statement& statement, std::int64_t limit);

}  // namespace tracewh::query
