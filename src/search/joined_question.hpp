#pragma once

#include "model/row_stream.hpp"
#include "query/arguments.hpp"
#include "query/definition.hpp"
#include "query/runner.hpp"
#include "store/read/reader.hpp"

#include <memory>
#include <vector>

namespace tracewh::search {

/// What a query without an analysis finds when traces that belong together are one, see JoinedRows. Where its
/// rows are traces by their durations, these are those of all that belong together, in the order and against
/// the least duration that are asked for, too. `reader` must outlive the answer. Throws base::Error.
std::unique_ptr<model::RowStream> ask_joined(store::Reader& reader, const query::QueryDefinition& query,
                                             std::vector<query::Argument> arguments,
                                             query::Narrowing narrowing);

}  // namespace tracewh::search
