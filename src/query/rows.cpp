#include "query/rows.hpp"

#include "base/error.hpp"
#include "query/internal_query.hpp"
#include "store/sqlite/memory_bound.hpp"

namespace tracewh::query {
namespace {

/// About what a row takes in memory.
std::int64_t bytes_of(const std::vector<model::Value>& row) {
  std::size_t bytes = sizeof(row) + row.size() * sizeof(model::Value);
  for (const model::Value& value : row) {
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->capacity();
    if (const auto* blob = std::get_if<model::Blob>(&value)) bytes += blob->bytes.capacity();
  }
  return static_cast<std::int64_t>(bytes);
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

model::RowSet read_rows(store::Statement& statement, std::int64_t limit) {
  model::RowSet result;
  result.columns = statement.columns();
  store::CountedMemory memory;
  while (statement.step()) {
    if (limit >= 0 && std::ssize(result.rows) == limit) {
      result.truncated = true;
      break;
    }
    std::vector<model::Value>& row = result.rows.emplace_back();
    row.reserve(result.columns.size());
    for (int i = 0; i < std::ssize(result.columns); ++i) row.push_back(statement.value(i));
    if (!memory.add(bytes_of(row), store::StatementContext::kMemoryBytes)) {
      throw base::Error(base::ErrorCode::kOperational,
                        "the query needs more memory than allowed: too many rows",
                        "select fewer columns or rows");
    }
  }
  return result;
}

}  // namespace tracewh::query
