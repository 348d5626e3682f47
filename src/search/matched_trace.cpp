#include "search/matched_trace.hpp"

#include "base/error.hpp"
#include "query/trace_finder.hpp"
#include "search/row_ids.hpp"
#include "store/sqlite/memory_bound.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace tracewh::search {
namespace {

/// Collects traces in the order in which they are named first.
class MatchCollector {
 public:
  explicit MatchCollector(store::Reader& reader) : finder_(reader) {}

  void add(const model::TraceId& id, std::optional<model::SpanId> span) {
    count(sizeof(model::SpanId));
    const auto [position, is_new] = positions_.try_emplace(id, traces_.size());
    if (is_new) {
      count(kTraceBytes);
      const auto trace = finder_.find(id);
      if (trace) traces_.push_back({*trace, {}});
      if (!trace) position->second = kNotStored;
    }
    if (span && position->second != kNotStored) traces_[position->second].spans.push_back(*span);
  }

  std::vector<MatchedTrace> finish() {
    for (MatchedTrace& trace : traces_) std::ranges::sort(trace.spans);
    return std::move(traces_);
  }

 private:
  static constexpr std::size_t kNotStored = static_cast<std::size_t>(-1);
  // With the nodes of the map.
  static constexpr std::int64_t kTraceBytes = 256;

  void count(std::int64_t bytes) {
    if (memory_.add(bytes, store::StatementContext::kMemoryBytes)) return;
    throw base::Error(base::ErrorCode::kOperational,
                      "the query needs more memory than allowed: too many traces", "narrow it");
  }

  store::CountedMemory memory_;
  query::TraceFinder finder_;
  std::vector<MatchedTrace> traces_;
  std::map<model::TraceId, std::size_t> positions_;
};

}  // namespace

std::vector<MatchedTrace> matched_traces(store::Reader& reader, model::RowStream& rows) {
  const auto trace_column = column_of(rows.columns(), "trace_id");
  const auto span_column = column_of(rows.columns(), "span_id");
  if (!trace_column) {
    throw base::Error(base::ErrorCode::kUsage, "the query's rows name no traces to show as trees",
                      "leave out --tree, or ask a query that has the column trace_id");
  }
  MatchCollector matches(reader);
  while (const model::Row* row = rows.next()) {
    const auto id = trace_id_of((*row)[*trace_column]);
    if (id) matches.add(*id, span_column ? span_id_of((*row)[*span_column]) : std::nullopt);
  }
  return matches.finish();
}

FoundTraces traces_found(store::Reader& reader, Question question) {
  // Unlike a list, what is made of the first rows would mislead.
  question.given.texts.try_emplace("limit", "0");
  const auto rows = ask(reader, question);
  std::vector<MatchedTrace> traces = matched_traces(reader, *rows);
  return {std::move(traces), rows->truncated()};
}

std::vector<MatchedTrace> traces_named(store::Reader& reader, const std::vector<std::string>& ids) {
  query::TraceFinder finder(reader);
  std::vector<MatchedTrace> traces;
  for (const std::string& id : ids) traces.push_back(finder.find(std::string_view(id)));
  return traces;
}

}  // namespace tracewh::search
