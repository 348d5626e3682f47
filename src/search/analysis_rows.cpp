#include "search/analysis_rows.hpp"

#include "query/internal_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tracewh::search {
namespace {

analysis::Runs all_runs(store::Reader& reader) {
  constexpr query::InternalQuery kRuns = query::kTraceRuns;
  analysis::Runs runs;
  store::Statement rows = query::prepare(reader, kRuns);
  while (rows.step()) runs[rows.trace_id(kRuns["trace_id"])].emplace(rows.text(kRuns["run"]));
  return runs;
}

analysis::Options options_of(store::Reader& reader, std::span<const query::Argument> arguments,
                             std::optional<std::set<model::TraceId>> chosen) {
  std::map<std::string, model::Value, std::less<>> values;
  for (const auto& [name, value] : arguments) values.emplace(name, value);
  const auto by = values.find("by");
  const bool by_run = by != values.end() && by->second == model::Value("run");
  return analysis::Options(std::move(values), std::move(chosen),
                           by_run ? all_runs(reader) : analysis::Runs());
}

/// The columns that give way, of those that there are.
std::vector<std::string> giving_way(const query::QueryDefinition& query, const analysis::Analysis& analysis) {
  std::vector<std::string> columns = query.gives_way;
  std::erase_if(columns, [&](const std::string& column) {
    return std::ranges::find(analysis.columns(), column) == analysis.columns().end();
  });
  return columns;
}

void add_note(std::vector<std::string>& notes, std::uint64_t some, std::size_t all, std::string_view what) {
  if (some > 0) notes.push_back(fmt::format("{} of {} traces {}", some, all, what));
}

}  // namespace

AnalysisRows::AnalysisRows(store::Reader& reader, const query::QueryDefinition& query,
                           std::span<const query::Argument> arguments, std::vector<MatchedTrace> traces,
                           std::optional<std::set<model::TraceId>> chosen)
    : AnalysisRows(reader, query, arguments, analysis::find_kind(query.analysis),
                   analysis::find_kind(query.analysis).make(options_of(reader, arguments, std::move(chosen))),
                   std::move(traces)) {}

AnalysisRows::AnalysisRows(store::Reader& reader, const query::QueryDefinition& query,
                           std::span<const query::Argument> arguments, const analysis::Kind& kind,
                           std::unique_ptr<analysis::Analysis> analysis, std::vector<MatchedTrace> traces)
    : RowStream(analysis->columns(), giving_way(query, *analysis)),
      analysis_(std::move(analysis)),
      loader_(reader, changes_of(arguments),
              kind.reads_payloads ? query::Payloads::kLoad : query::Payloads::kLeave),
      traces_(loader_.distinct(std::move(traces))),
      left_(query::limit_of(arguments)) {}

std::vector<std::string> AnalysisRows::notes() const {
  std::vector<std::string> notes;
  add_note(notes, with_missing_parents_, next_trace_, "lack spans that others name as parents");
  add_note(notes, unfinished_, next_trace_, "have unfinished spans");
  add_note(notes, cut_, next_trace_, fmt::format("were looked at up to span {}", kMostSpans));
  std::ranges::move(loader_.notes(), std::back_inserter(notes));
  return notes;
}

void AnalysisRows::add(const MatchedTrace& trace) {
  const tree::TraceTree tree = loader_.tree(trace.trace, kMostSpans);
  cut_ += tree.trace.last ? 0 : 1;
  with_missing_parents_ += tree.counts.missing_parents > 0 ? 1 : 0;
  unfinished_ += tree.counts.unfinished > 0 ? 1 : 0;
  analysis_->add(tree, rows_);
}

bool AnalysisRows::make_rows() {
  rows_.clear();
  next_row_ = 0;
  while (rows_.empty() && next_trace_ < traces_.size()) add(traces_[next_trace_++]);
  if (rows_.empty() && !std::exchange(finished_, true)) analysis_->finish(rows_);
  return !rows_.empty();
}

const model::Row* AnalysisRows::read() {
  if (next_row_ == rows_.size() && !make_rows()) return nullptr;
  if (left_ == 0) {
    truncated_ = true;
    return nullptr;
  }
  if (left_ > 0) --left_;
  return &rows_[next_row_++];
}

}  // namespace tracewh::search
