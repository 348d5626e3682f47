#pragma once

#include "model/ids.hpp"
#include "model/row_stream.hpp"
#include "query/trace_key.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <string>
#include <vector>

namespace tracewh::search {

using query::MatchedTrace;

/// The traces that the columns trace_id and span_id of `rows` name, each once, in the order of the rows;
/// those that are no longer stored are left out. Throws base::Error (usage) when the rows name none;
/// (operational) when they name more than may be held in memory.
std::vector<MatchedTrace> matched_traces(store::Reader& reader, model::RowStream& rows);

struct FoundTraces {
  std::vector<MatchedTrace> traces;
  bool truncated = false;  ///< there are more behind the limit
};

/// The traces that a query finds: all of them, unless a limit is given. Throws base::Error.
FoundTraces traces_found(store::Reader& reader, Question question);

/// The traces that these texts name, see query::TraceFinder. Throws base::Error.
std::vector<MatchedTrace> traces_named(store::Reader& reader, const std::vector<std::string>& ids);

}  // namespace tracewh::search
