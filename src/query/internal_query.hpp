#pragma once

#include "store/read/reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

/// What the program asks for itself: the files of queries/internal. A test compares the list with what SQLite
/// makes of the SQL, so that a file and the code that runs it cannot drift apart.
namespace tracewh::query {

struct InternalQuery {
  std::string_view name;             ///< of the file
  std::string_view parameters = {};  ///< their names, a space between two, in the order of the SQL
  std::string_view columns = {};     ///< the same of the columns of its rows

  /// The position of a column from 0. A column that the query does not have does not compile.
  consteval int operator[](std::string_view column) const { return position(columns, column); }

  /// The number of a parameter from 1, the same.
  consteval int parameter(std::string_view parameter) const { return position(parameters, parameter) + 1; }

 private:
  static consteval int position(std::string_view words, std::string_view word) {
    for (int at = 0; !words.empty(); ++at) {
      const std::size_t end = std::min(words.find(' '), words.size());
      if (words.substr(0, end) == word) return at;
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    throw std::out_of_range("the query has nothing of this name");
  }
};

inline constexpr InternalQuery kAllTraces{"all_traces", "", "id trace_id span_count"};
inline constexpr InternalQuery kAnalysedTraces{"analysed_traces", "since until service run", "trace_id"};
inline constexpr InternalQuery kFeedNewest{"feed_newest", "", "id trace_id span_count"};
inline constexpr InternalQuery kFeedRow{"feed_row", "complete trace",
                                        "trace_id root_span_id name service start_ns duration_ns status "
                                        "spans errors orphans unfinished services agents "
                                        "state"};
inline constexpr InternalQuery kFeedSince{"feed_since", "since", "id"};
inline constexpr InternalQuery kFeedTraces{
    "feed_traces", "after until limit",
    "id trace_id span_count start_ns end_ns error_count orphan_count open_count has_root undecided"};
inline constexpr InternalQuery kFindRun{"find_run", "name", "id"};
inline constexpr InternalQuery kFindSpan{"find_span", "span_id", "id trace_id span_count span_id"};
inline constexpr InternalQuery kFindTask{"find_task", "task_id", "id trace_id span_count span_id"};
inline constexpr InternalQuery kFindTrace{"find_trace", "low high limit", "id trace_id span_count"};
inline constexpr InternalQuery kHasJoins{"has_joins", "", "has_joins"};
inline constexpr InternalQuery kHasTraces{"has_traces", "", "has_traces"};
inline constexpr InternalQuery kIndexedKeys{"indexed_keys", "", "key spans distinct_values"};
inline constexpr InternalQuery kInputIssues{"input_issues", "", "path offset severity code message count"};
inline constexpr InternalQuery kIsSummary{"is_summary", "", "is_summary"};
inline constexpr InternalQuery kIssueCounts{"issue_counts", "", "code severity count"};
inline constexpr InternalQuery kNamedRuns{"named_runs", "", "name labels"};
inline constexpr InternalQuery kResource{"resource", "id",
                                         "service attributes entity_refs schema_url dropped_attributes"};
inline constexpr InternalQuery kRunDurations{"run_durations", "run",
                                             "level service name role duration_ns spans"};
inline constexpr InternalQuery kRunMeasures{"run_measures", "run",
                                            "level key metric value observations standard_error"};
inline constexpr InternalQuery kRunsByStart{"runs_by_start", "",
                                            "id name start_ns end_ns traces spans errors"};
inline constexpr InternalQuery kRunSpans{
    "run_spans", "run", "trace_id service name role task_type worker model duration_ns evidence"};
inline constexpr InternalQuery kRunTotals{
    "run_totals", "run",
    "level service name role spans errors ended total_ns p50_ns p95_ns input_tokens output_tokens "
    "cost_billionths"};
inline constexpr InternalQuery kRunTraces{"run_traces", "run", "id trace_id span_count"};
inline constexpr InternalQuery kRunsOfTrace{"runs_of_trace", "trace", "name"};
inline constexpr InternalQuery kScope{"scope", "id", "name version attributes schema_url dropped_attributes"};
inline constexpr InternalQuery kSearchSpans{
    "search_spans", "until since services min max templates templates_with_payload",
    "id trace_id span_count template evidence attribute_values events links"};
inline constexpr InternalQuery kSearchTemplates{
    "search_templates", "",
    "id service_id service name kind status resource_attributes scope_name scope_version scope_attributes "
    "attribute_keys"};
inline constexpr InternalQuery kServiceDependencies{"service_dependencies", "until since limit",
                                                    "parent child calls failures"};
inline constexpr InternalQuery kServiceNames{"service_names", "limit", "service"};
inline constexpr InternalQuery kServiceOperations{"service_operations", "service limit", "name kind"};
inline constexpr InternalQuery kSpanOrder{"span_order", "trace limit", "span_id"};
inline constexpr InternalQuery kSpanTemplate{"span_template", "id",
                                             "resource scope name kind status anomalies flags attribute_keys "
                                             "worker_capability orchestrator_id message_type "
                                             "agent model provider tool"};
inline constexpr InternalQuery kTotals{
    "totals", "file_bytes",
    "traces spans errors orphans unfinished dropped_traces dropped_spans dropped_errors pruned_traces "
    "pruned_spans "
    "pruned_errors start_ns end_ns services agents runs ingests files issues file_bytes span_bytes"};
inline constexpr InternalQuery kTraceJoins{"trace_joins", "trace_id",
                                           "trace_id span_id parent_trace_id parent_span_id rule"};
inline constexpr InternalQuery kTraceNeighbours{"trace_neighbours", "trace_id", "before behind is_stored"};
inline constexpr InternalQuery kTraceRuns{"trace_runs", "", "trace_id run"};
inline constexpr InternalQuery kTraceSpans{
    "trace_spans", "payloads trace first last",
    "span_id parent_span_id template role evidence start_ns end_ns status_message error_message task_id "
    "task_name "
    "task_type task_priority worker_id message_id input_tokens output_tokens cost session_id "
    "attribute_values events "
    "links trace_state dropped_attributes dropped_events dropped_links"};
inline constexpr InternalQuery kTraceSummary{"trace_summary", "trace",
                                             "name service start_ns end_ns duration_ns spans errors orphans "
                                             "unfinished services agents status has_root"};

inline constexpr std::array kInternalQueries{kAllTraces,
                                             kAnalysedTraces,
                                             kFeedNewest,
                                             kFeedRow,
                                             kFeedSince,
                                             kFeedTraces,
                                             kFindRun,
                                             kFindSpan,
                                             kFindTask,
                                             kFindTrace,
                                             kHasJoins,
                                             kHasTraces,
                                             kIndexedKeys,
                                             kInputIssues,
                                             kIsSummary,
                                             kIssueCounts,
                                             kNamedRuns,
                                             kResource,
                                             kRunDurations,
                                             kRunMeasures,
                                             kRunsByStart,
                                             kRunsOfTrace,
                                             kRunSpans,
                                             kRunTotals,
                                             kRunTraces,
                                             kScope,
                                             kSearchSpans,
                                             kSearchTemplates,
                                             kServiceDependencies,
                                             kServiceNames,
                                             kServiceOperations,
                                             kSpanOrder,
                                             kSpanTemplate,
                                             kTotals,
                                             kTraceJoins,
                                             kTraceNeighbours,
                                             kTraceRuns,
                                             kTraceSpans,
                                             kTraceSummary};

/// The SQL of the query.
std::string_view text_of(const InternalQuery& query);

/// Compiles it. Throws base::Error.
store::Statement prepare(store::Reader& reader, const InternalQuery& query);

}  // namespace tracewh::query
