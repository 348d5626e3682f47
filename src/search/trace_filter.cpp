#include "search/trace_filter.hpp"

#include "query/runner.hpp"
#include "search/matched_trace.hpp"
#include "store/read/reader.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

namespace tracewh::search {
namespace {

constexpr const char* kTraceId = "trace_id";

/// Those rows of an answer that name one of some traces.
class RowsOfTraces final : public model::RowStream {
 public:
  /// `rows`, which has the column trace_id, must outlive this.
  RowsOfTraces(model::RowStream& rows, const std::vector<query::FinishedTrace>& traces)
      : RowStream(rows.columns()),
        rows_(rows),
        column_(static_cast<std::size_t>(std::ranges::find(columns(), kTraceId) - columns().begin())) {
    for (const query::FinishedTrace& trace : traces) ids_.insert(model::to_string(trace.key.id));
  }

  bool truncated() const override { return rows_.truncated(); }

 private:
  const model::Row* read() override {
    const model::Row* row = rows_.next();
    while (row != nullptr && !names_trace((*row)[column_])) row = rows_.next();
    return row;
  }

  bool names_trace(const model::Value& value) const {
    const auto* id = std::get_if<std::string>(&value);
    return id != nullptr && ids_.contains(*id);
  }

  model::RowStream& rows_;
  std::size_t column_;
  std::unordered_set<std::string> ids_;
};

/// The end of what is asked for: just behind `last`, or before it where `given` says so.
model::Value earlier(const model::Value& given, std::int64_t last) {
  if (last == std::numeric_limits<std::int64_t>::max()) return given;
  const auto* until = std::get_if<std::int64_t>(&given);
  return until == nullptr ? last + 1 : std::min(*until, last + 1);
}

}  // namespace

TraceFilter::TraceFilter(Question question) : question_(std::move(question)) {
  require_traces(*question_.query);
  check(question_);
}

std::vector<query::Argument> TraceFilter::arguments_for(
    store::Reader& reader, const std::vector<query::FinishedTrace>& traces) const {
  const std::int64_t since = std::ranges::min_element(traces, {}, &query::FinishedTrace::start_ns)->start_ns;
  const std::int64_t last = std::ranges::max_element(traces, {}, &query::FinishedTrace::end_ns)->end_ns;
  std::vector<query::Argument> arguments =
      query::bind_arguments(*question_.query, question_.given.texts, argument_context(reader));
  for (auto& [name, value] : arguments) {
    if (name == "since") value = since;
    if (name == "until") value = earlier(value, last);
    if (name == "limit") value = std::int64_t{-1};
  }
  return arguments;
}

std::vector<FilteredTrace> TraceFilter::pass(const std::filesystem::path& database,
                                             std::vector<query::FinishedTrace> traces) const {
  if (traces.empty()) return {};
  store::Reader reader(database);
  query::Answer answer = query::run(reader, *question_.query, arguments_for(reader, traces),
                                    attribute_conditions(question_.given.attributes));
  RowsOfTraces rows(answer, traces);
  std::map<query::Arrival, std::vector<model::SpanId>> found;
  for (MatchedTrace& match : matched_traces(reader, rows)) {
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
