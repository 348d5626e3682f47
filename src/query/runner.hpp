#pragma once

#include "model/row_set.hpp"
#include "query/arguments.hpp"
#include "query/definition.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tracewh::query {

/// Runs a canned query with the values that bind_arguments() made for it. With attributes it sees only what
/// spans that have all of them leave, by its scope, and `:attr` is 1, not NULL, so that its SQL can pass over
/// what is counted of all spans. Throws base::Error (usage) when its SQL is wrong, its header names other
/// parameters or columns than its SQL has, or it does not take attributes; (unanswerable) when the run that
/// is asked for does not exist.
model::RowSet run(store::Reader& reader, const QueryDefinition& query, std::span<const Argument> arguments,
                  std::vector<store::AttributeCondition> attributes = {});

/// Runs SQL of the user and takes at most `limit` rows, all when it is negative. Throws base::Error.
model::RowSet run_sql(store::Reader& reader, const std::string& sql, std::int64_t limit);

}  // namespace tracewh::query
