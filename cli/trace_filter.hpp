#pragma once

#include "cli/query_arguments.hpp"
#include "cli/trace_output.hpp"
#include "query/definition.hpp"
#include "query/trace_feed.hpp"

#include <filesystem>
#include <vector>

namespace tracewh::cli {

/// A trace that the feed gave, and which of its spans a query named.
struct FilteredTrace {
  query::FinishedTrace trace;
  std::vector<model::SpanId> spans;  ///< ascending
};

/// Lets those traces pass that a canned query finds.
class TraceFilter {
 public:
  /// Throws base::Error (usage) when the query's rows name no traces.
  TraceFilter(const query::QueryDefinition& query, GivenArguments given);

  /// Asks the query for the time of these traces, whose order they keep. Throws base::Error.
  std::vector<FilteredTrace> pass(const std::filesystem::path& database,
                                  std::vector<query::FinishedTrace> traces) const;

 private:
  std::vector<query::Argument> arguments_for(store::Reader& reader,
                                             const std::vector<query::FinishedTrace>& traces) const;

  const query::QueryDefinition& query_;
  GivenArguments given_;
};

}  // namespace tracewh::cli
