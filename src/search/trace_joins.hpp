#pragma once

#include "analysis/join_finder.hpp"
#include "query/trace_finder.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"
#include "tree/resolved_trace.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::search {

/// Spans of one trace that are analysed: about 600 MB without payloads. What a larger trace consists of is
/// told by its first spans.
inline constexpr std::size_t kMostSpans = 2'000'000;

/// All joins of the traces that are stored, see analysis::JoinFinder. Throws base::Error.
std::vector<analysis::Join> find_joins(store::Reader& reader);

/// A join that is used, and the rule that tells so.
struct UsedJoin {
  tree::Join join;
  std::string rule;
};

/// Traces that belong together.
struct JoinedGroup {
  std::vector<query::TraceKey> traces;  ///< the one on top first, the others by their IDs
  std::vector<UsedJoin> joins;          ///< by root
};

/// Tells which traces belong together: by the joins that are stored, else by the exact ones that are found in
/// all traces. `reader` must outlive it.
class TraceJoins {
 public:
  /// Throws base::Error.
  explicit TraceJoins(store::Reader& reader);

  /// The group of a trace, which may be it alone. Throws base::Error.
  JoinedGroup group_of(const query::TraceKey& trace);

 private:
  std::vector<UsedJoin> joins_of(const model::TraceId& trace);

  query::TraceFinder finder_;
  std::optional<store::Statement> stored_;
  std::multimap<model::TraceId, UsedJoin> found_;  ///< by the trace at either end; where none are stored
};

}  // namespace tracewh::search
