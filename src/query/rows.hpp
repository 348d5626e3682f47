#pragma once

#include "model/row_set.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"

#include <cstddef>

/// Statements in, rows out: what everything that asks the database shares.
namespace tracewh::query {

/// The trace on whose row a statement stands that selects id, trace_id and span_count.
TraceKey read_trace_key(const store::Statement& row);

/// Binds `arrival` to the parameter of that number.
void bind_arrival(store::Statement& statement, int parameter, Arrival arrival);

/// Copies the row on which the statement stands to `row`, and gives about the bytes that it takes. Throws
/// base::Error when they are more than limits::kRowBytes.
std::size_t read_row(const store::Statement& statement, int columns, model::Row& row);

/// Runs a statement of the program that gives few rows. Throws base::Error also when they, with what SQLite
/// holds, need more memory than statements may take.
model::RowSet read_rows(store::Statement& statement);

}  // namespace tracewh::query
