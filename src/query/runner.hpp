#pragma once

#include "model/ids.hpp"
#include "query/answer.hpp"
#include "query/arguments.hpp"
#include "query/definition.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tracewh::query {

/// Which spans a query is to look at, beside what its arguments say.
struct Narrowing {
  std::vector<model::AttributeCondition> attributes{};
  std::optional<std::vector<model::TraceId>> traces{};  ///< those of these traces; none: of all
};

/// Runs the SQL of a canned query with the values that bind_arguments() made for it. With attributes, facets
/// or traces it sees only what these leave, by its scope, and `:attr` is 1, not NULL, so that its SQL can
/// pass over what is counted of all spans. The SQL of an analysis finds traces, and need not use all
/// arguments. Throws base::Error (usage) when its SQL is wrong, its header names other parameters or columns
/// than its SQL has, or it cannot be narrowed; (unanswerable) when the run that is asked for does not exist.
/// `reader` must outlive the answer.
Answer run(store::Reader& reader, const QueryDefinition& query, std::span<const Argument> arguments,
           Narrowing narrowing = {});

/// Runs SQL of the user, with a value for each of its parameters: at most `limit` rows, all when it is
/// negative. `reader` must outlive the answer. Throws base::Error.
Answer run_sql(store::Reader& reader, const std::string& sql, std::int64_t limit,
               std::span<const Argument> parameters = {});

}  // namespace tracewh::query
