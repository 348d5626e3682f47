#include "search/matches_within.hpp"

#include "query/trace_loader.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_set>

namespace tracewh::search {
namespace {

constexpr const char* kTraceId = "trace_id";

/// Those rows of an answer that name one of some traces.
class RowsOfTraces final : public model::RowStream {
 public:
  /// `rows`, which has the column trace_id, must outlive this.
  RowsOfTraces(model::RowStream& rows, const std::vector<model::TraceId>& traces)
      : RowStream(rows.columns()),
        rows_(rows),
        column_(static_cast<std::size_t>(std::ranges::find(columns(), kTraceId) - columns().begin())) {
    for (const model::TraceId& trace : traces) ids_.insert(model::to_string(trace));
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

model::Value later(const model::Value& given, std::int64_t first) {
  const auto* since = std::get_if<std::int64_t>(&given);
  return since == nullptr ? first : std::max(*since, first);
}

/// The end of what is asked for: just behind `last`, or before it where `given` says so.
model::Value earlier(const model::Value& given, std::int64_t last) {
  if (last == std::numeric_limits<std::int64_t>::max()) return given;
  const auto* until = std::get_if<std::int64_t>(&given);
  return until == nullptr ? last + 1 : std::min(*until, last + 1);
}

std::vector<query::Argument> arguments_within(store::Reader& reader, const Question& question,
                                              const Period& period) {
  std::vector<query::Argument> arguments =
      query::bind_arguments(*question.query, question.given.texts, argument_context(reader));
  // What starts at an unknown time, which is stored as 0, is in no range.
  const bool in_range = period.first_ns != 0;
  for (auto& [name, value] : arguments) {
    if (name == "since" && in_range) value = later(value, period.first_ns);
    if (name == "until" && in_range) value = earlier(value, period.last_ns);
    if (name == "limit") value = std::int64_t{-1};
  }
  return arguments;
}

}  // namespace

std::vector<MatchedTrace> matches_within(store::Reader& reader, const Question& question,
                                         const std::vector<model::TraceId>& traces, const Period& period) {
  const auto answer = ask(reader, question, arguments_within(reader, question, period));
  RowsOfTraces rows(*answer, traces);
  return matched_traces(reader, rows);
}

std::vector<MatchedTrace> with_all_matches(store::Reader& reader, const Question& question,
                                           const std::vector<MatchedTrace>& traces) {
  query::SummaryLoader summaries(reader);
  std::vector<model::TraceId> ids;
  Period period{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
  for (const MatchedTrace& match : traces) {
    const model::TraceSummary summary = summaries.load(match.trace);
    ids.push_back(match.trace.id);
    period.first_ns = std::min(period.first_ns, summary.start_ns);
    period.last_ns = std::max(period.last_ns, summary.end_ns);
  }
  return matches_within(reader, question, ids, period);
}

}  // namespace tracewh::search
