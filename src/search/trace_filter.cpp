#include "search/trace_filter.hpp"

#include "search/matches_within.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace tracewh::search {

TraceFilter::TraceFilter(Question question) : question_(std::move(question)) {
  require_traces(*question_.query);
  check(question_);
}

std::vector<FilteredTrace> TraceFilter::pass(store::Reader& reader,
                                             std::vector<query::FinishedTrace> traces) const {
  if (traces.empty()) return {};
  std::vector<model::TraceId> ids;
  for (const query::FinishedTrace& trace : traces) ids.push_back(trace.key.id);
  const Period period{std::ranges::min(traces, {}, &query::FinishedTrace::start_ns).start_ns,
                      std::ranges::max(traces, {}, &query::FinishedTrace::end_ns).end_ns};
  std::map<query::Arrival, std::vector<model::SpanId>> found;
  for (MatchedTrace& match : matches_within(reader, question_, ids, period)) {
    found.emplace(match.trace.arrival, std::move(match.spans));
  }
  std::vector<FilteredTrace> passed;
  for (query::FinishedTrace& trace : traces) {
    const auto match = found.find(trace.key.arrival);
    if (match != found.end()) passed.push_back({std::move(trace), std::move(match->second)});
  }
  return passed;
}

}  // namespace tracewh::search
