#pragma once

#include "model/ids.hpp"
#include "query/trace_feed.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <vector>

namespace tracewh::search {

/// A trace that the feed gave, and which of its spans a query named.
struct FilteredTrace {
  query::FinishedTrace trace;
  std::vector<model::SpanId> spans;  ///< ascending
};

/// Lets those traces pass that a canned query finds.
class TraceFilter {
 public:
  /// Throws base::Error (usage) when the query's rows name no traces, or arguments cannot be read.
  explicit TraceFilter(Question question);

  /// Asks the query for the time of these traces, whose order they keep. Throws base::Error.
  std::vector<FilteredTrace> pass(store::Reader& reader, std::vector<query::FinishedTrace> traces) const;

 private:
  Question question_;
};

}  // namespace tracewh::search
