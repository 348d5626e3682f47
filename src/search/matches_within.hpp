#pragma once

#include "model/ids.hpp"
#include "search/matched_trace.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::search {

/// When spans begin, in nanoseconds since the Unix epoch; both ends belong to it.
struct Period {
  std::int64_t first_ns;
  std::int64_t last_ns;
};

/// What the question finds in the traces of these IDs, which lie in that period, whatever its limit: asking
/// for the period alone spares the rest of the database. Throws base::Error.
std::vector<MatchedTrace> matches_within(store::Reader& reader, const Question& question,
                                         const std::vector<model::TraceId>& traces, const Period& period);

/// `traces`, which the question found, with all of their spans that it finds, also behind its limit. Throws
/// base::Error.
std::vector<MatchedTrace> with_all_matches(store::Reader& reader, const Question& question,
                                           const std::vector<MatchedTrace>& traces);

}  // namespace tracewh::search
