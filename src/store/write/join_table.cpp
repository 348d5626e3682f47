#include "store/write/join_table.hpp"

#include "store/sqlite/statement.hpp"

#include <cstdint>

namespace tracewh::store {
namespace {

Cell span_cell(model::SpanId id) { return id.valid() ? Cell{static_cast<std::int64_t>(id.value)} : Cell{}; }

}  // namespace

void replace_joins(WriterDatabase& database, std::span<const JoinRow> joins) {
  database.begin();
  Statement(database.handle(), "delete_joins").run();
  Statement insert(database.handle(), "insert_join");
  for (const JoinRow& join : joins) {
    insert.bind_all(join.trace_id.bytes, span_cell(join.span_id), join.parent_trace_id.bytes,
                    span_cell(join.parent_span_id), join.rule, join.confidence);
    insert.run();
  }
  database.commit();
}

}  // namespace tracewh::store
