#include "store/retain/run_pruner.hpp"

#include "store/sqlite/named_statements.hpp"

#include <string_view>
#include <vector>

namespace tracewh::store {
namespace {

constexpr Columns kTrace("traces_of_run_alone");

// Traces removed in one transaction: few enough that the write-ahead log stays small.
constexpr std::int64_t kTracesPerStep = 1'000;

}  // namespace

RunPruner::RunPruner(WriterDatabase& database, const RunRetention& retention)
    : traces_of_run_alone_(database.handle(), "traces_of_run_alone"),
      release_(database.handle(), "release_trace"),
      count_pruned_(database.handle(), "count_pruned"),
      leave_run_(database.handle(), "leave_run"),
      leave_ingests_(database.handle(), "leave_ingests"),
      delete_run_(database.handle(), "delete_run") {
  Statement runs(database.handle(), "runs_before_latest");
  runs.bind_all(retention.pattern ? Cell{std::string_view(*retention.pattern)} : Cell{}, retention.latest);
  while (runs.step()) runs_.push_back(runs.integer(0));
}

RunPruner::Step RunPruner::step(SpanWriter& writer) {
  Step step;
  if (runs_.empty()) return step;
  if (!remove_traces(runs_.front(), writer, step.removed)) {
    remove_run(runs_.front());
    runs_.pop_front();
    passed_ = 0;
    step.runs = 1;
  }
  step.is_last = runs_.empty();
  return step;
}

/// Removes some of the traces that the run alone brought; false when there are none any more.
bool RunPruner::remove_traces(std::int64_t run, SpanWriter& writer, DroppedCounts& removed) {
  struct Leaving {
    model::TraceId trace_id;
    std::int64_t spans = 0;
    std::int64_t errors = 0;
  };
  std::vector<Leaving> traces;
  Statement& rows = traces_of_run_alone_;
  rows.bind_all(run, passed_, kTracesPerStep);
  while (rows.step()) {
    traces.push_back({rows.trace_id(kTrace["trace_id"]), rows.integer(kTrace["span_count"]),
                      rows.integer(kTrace["error_count"])});
    passed_ = rows.integer(kTrace["id"]);
  }
  for (const Leaving& trace : traces) {
    writer.remove(trace.trace_id);
    release_.bind_all(trace.trace_id.bytes).run();
    count_pruned_.bind_all(std::int64_t{1}, trace.spans, trace.errors).run();
    removed += {1, static_cast<std::uint64_t>(trace.spans)};
  }
  return !traces.empty();
}

/// Its totals leave with it, and traces that other runs brought, too, leave it.
void RunPruner::remove_run(std::int64_t run) {
  leave_run_.bind_all(run).run();
  leave_ingests_.bind_all(run).run();
  delete_run_.bind_all(run).run();
}

}  // namespace tracewh::store
