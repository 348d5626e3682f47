#pragma once

#include "model/ids.hpp"
#include "store/write/writer_database.hpp"

#include <span>
#include <string_view>

namespace tracewh::store {

/// A row of `trace_join`.
struct JoinRow {
  model::TraceId trace_id;
  model::SpanId span_id;
  model::TraceId parent_trace_id;
  model::SpanId parent_span_id;  ///< invalid when it is not known
  std::string_view rule;
  double confidence;
};

/// Stores these joins in place of all that are stored, in a transaction of its own; but none of a trace that
/// is not stored (any more). Throws base::Error.
void replace_joins(WriterDatabase& database, std::span<const JoinRow> joins);

}  // namespace tracewh::store
