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

void keep_rows_of(const std::vector<query::FinishedTrace>& traces, model::RowSet& rows) {
  std::unordered_set<std::string> ids;
  for (const query::FinishedTrace& trace : traces) ids.insert(model::to_string(trace.key.id));
  const auto column = std::ranges::find(rows.columns, kTraceId) - rows.columns.begin();
  std::erase_if(rows.rows, [&](const std::vector<model::Value>& row) {
    const auto* id = std::get_if<std::string>(&row[static_cast<std::size_t>(column)]);
    return id == nullptr || ids.count(*id) == 0;
  });
}

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
  model::RowSet rows = query::run(reader, *question_.query, arguments_for(reader, traces),
                                  attribute_conditions(question_.given.attributes));
  keep_rows_of(traces, rows);
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
