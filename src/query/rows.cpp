#include "query/rows.hpp"

#include "base/embedded_file.hpp"
#include "query/embedded.hpp"

namespace tracewh::query {

store::Statement prepare_embedded(store::Reader& reader, std::string_view path) {
  return reader.prepare(base::find_embedded(embedded_files(), path));
}

TraceKey read_trace_key(const store::Statement& row) {
  return {Arrival{row.integer(0)}, row.trace_id(1), static_cast<std::uint64_t>(row.integer(2))};
}

void bind_arrival(store::Statement& statement, const std::string& name, Arrival arrival) {
  statement.bind(name, static_cast<std::int64_t>(arrival));
}

model::RowSet read_rows(store::Statement& statement, std::int64_t limit) {
  model::RowSet result;
  result.columns = statement.columns();
  while (statement.step()) {
    if (limit >= 0 && std::ssize(result.rows) == limit) {
      result.truncated = true;
      break;
    }
    std::vector<model::Value>& row = result.rows.emplace_back();
    row.reserve(result.columns.size());
    for (int i = 0; i < std::ssize(result.columns); ++i) row.push_back(statement.value(i));
  }
  return result;
}

}  // namespace tracewh::query
