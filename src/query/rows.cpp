#include "query/rows.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "model/row_stream.hpp"
#include "query/internal_query.hpp"
#include "store/sqlite/memory_bound.hpp"

#include <string>

namespace tracewh::query {
namespace {

[[noreturn]] void fail_too_large(const std::string& what) {
  throw base::Error(base::ErrorCode::kOperational, "the query needs more memory than allowed: " + what,
                    "select fewer columns or rows");
}

}  // namespace

TraceKey read_trace_key(const store::Statement& row) {
  // All queries for traces begin with the same columns.
  return {Arrival{row.integer(kAllTraces["id"])}, row.trace_id(kAllTraces["trace_id"]),
          static_cast<std::uint64_t>(row.integer(kAllTraces["span_count"]))};
}

void bind_arrival(store::Statement& statement, int parameter, Arrival arrival) {
  statement.bind(parameter, static_cast<std::int64_t>(arrival));
}

std::size_t read_row(const store::Statement& statement, int columns, model::Row& row) {
  row.clear();
  std::size_t bytes = 0;
  for (int i = 0; i < columns; ++i) {
    bytes += model::bytes_of(row.emplace_back(statement.value(i)));
    if (bytes > base::limits::kRowBytes) fail_too_large("a row is too large");
  }
  return bytes;
}

model::RowSet read_rows(store::Statement& statement) {
  model::RowSet result{statement.columns(), {}, false};
  const auto columns = static_cast<int>(result.columns.size());
  store::CountedMemory memory;
  while (statement.step()) {
    const std::size_t bytes = read_row(statement, columns, result.rows.emplace_back());
    if (!memory.add(static_cast<std::int64_t>(bytes), store::StatementContext::kMemoryBytes)) {
      fail_too_large("too many rows");
    }
  }
  return result;
}

}  // namespace tracewh::query
