#pragma once

#include "cli/query_arguments.hpp"
#include "cli/verb.hpp"
#include "model/ids.hpp"
#include "model/row_set.hpp"
#include "query/trace_loader.hpp"
#include "render/formats.hpp"
#include "store/read/reader.hpp"

#include <functional>
#include <vector>

namespace tracewh::cli {

/// A trace that rows of a query name, and which of its spans they are.
struct MatchedTrace {
  query::TraceKey trace;
  std::vector<model::SpanId> spans;  ///< ascending
};

/// The traces that the columns trace_id and span_id of `rows` name, each once, in the order of the rows.
/// Throws base::Error (usage) when the rows name none.
std::vector<MatchedTrace> matched_traces(store::Reader& reader, const model::RowSet& rows);

/// The traces that a query finds: all of them, unless a limit is given. Throws base::Error.
std::vector<MatchedTrace> traces_found(store::Reader& reader, const query::QueryDefinition& query,
                                       GivenArguments given);

/// Loads one trace and writes it.
void write_trace(store::Reader& reader, const MatchedTrace& match, render::TraceWriter& writer);

/// Writes the traces that rows name, and marks the spans that they name. Throws base::Error (usage) when the
/// format shows no trees, or the rows name no traces.
void write_trees(store::Reader& reader, const model::RowSet& rows, const render::Format& format,
                 const Globals& globals, Io& io);

}  // namespace tracewh::cli
