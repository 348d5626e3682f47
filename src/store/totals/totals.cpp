#include "store/totals/totals.hpp"

#include <algorithm>
#include <iterator>

namespace tracewh::store {
namespace {

using Ids = std::vector<std::int64_t>;

/// Calls `change` with 1 for each id that only `now` has, and with -1 for each that only `before` has.
template <typename Change>
void for_each_difference(const Ids& before, const Ids& now, Change change) {
  if (before == now) return;
  Ids ids;
  std::ranges::set_difference(now, before, std::back_inserter(ids));
  for (const std::int64_t id : ids) change(id, 1);
  ids.clear();
  std::ranges::set_difference(before, now, std::back_inserter(ids));
  for (const std::int64_t id : ids) change(id, -1);
}

}  // namespace

Totals::Totals(sqlite3* connection)
    : connection_(connection),
      operations_(connection),
      workers_(connection),
      run_totals_(connection),
      count_service_traces_(connection, "count_service_traces"),
      add_to_run_(connection, "add_to_run"),
      doubt_times_of_runs_(connection, "doubt_times_of_runs") {}

void Totals::add(const SpanFacts& span, Runs runs) {
  operations_.add(span);
  workers_.add(span);
  run_totals_.add(runs, span);
}

void Totals::remove(const SpanFacts& span, Runs runs) {
  operations_.remove(span);
  workers_.remove(span);
  run_totals_.remove(runs, span);
}

void Totals::add_errors(const SpanFacts& span, Runs runs, std::int64_t errors) {
  operations_.add_errors(span, errors);
  workers_.add_errors(span, errors);
  run_totals_.add_errors(runs, span, errors);
}

void Totals::add_to_run(const SpanFacts& span, std::int64_t run) { run_totals_.add({&run, 1}, span); }

void Totals::count_trace(const TraceFacts& before, const TraceFacts& now) {
  for_each_difference(before.services, now.services,
                      [&](std::int64_t id, std::int64_t traces) { service_traces_[id] += traces; });
  for_each_difference(before.workers, now.workers,
                      [&](std::int64_t id, std::int64_t traces) { workers_.add_traces(id, traces); });
}

void Totals::count_in_run(std::int64_t run, const TraceFacts& before, const TraceFacts& now,
                          std::int64_t traces) {
  const auto [at, is_new] = runs_.try_emplace(run);
  RunChange& change = at->second;
  change.traces += traces;
  change.lost_traces |= traces < 0;
  change.spans += now.span_count - before.span_count;
  change.errors += now.error_count - before.error_count;
  if (now.start_ns == 0) return;
  change.start_ns = std::min(change.start_ns.value_or(now.start_ns), now.start_ns);
  change.end_ns = std::max(change.end_ns.value_or(now.end_ns), now.end_ns);
}

void Totals::flush() {
  operations_.flush();
  workers_.flush();
  run_totals_.flush();
  for (const auto& [service, traces] : service_traces_) count_service_traces_.bind_all(service, traces).run();
  for (const auto& [run, change] : runs_) {
    if (change.lost_traces) doubt_times_of_runs_.run();
    add_to_run_
        .bind_all(run, change.traces, change.spans, change.errors, integer_or_null(change.start_ns),
                  integer_or_null(change.end_ns))
        .run();
  }
  service_traces_.clear();
  runs_.clear();
}

void Totals::refresh() {
  operations_.refresh();
  run_totals_.refresh();
  run_statements(connection_, "refresh_runs");
}

}  // namespace tracewh::store
