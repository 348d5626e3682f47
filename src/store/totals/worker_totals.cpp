#include "store/totals/worker_totals.hpp"

#include "store/sqlite/named_statements.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

namespace tracewh::store {

namespace {

constexpr Columns kWorker("find_worker");

constexpr Columns kBusy("busy_intervals");

constexpr Columns kSpan("spans_of_worker");

}  // namespace

WorkerTotals::WorkerTotals(sqlite3* connection)
    : find_(connection, "find_worker"),
      store_(connection, "store_worker"),
      delete_(connection, "delete_worker"),
      busy_intervals_(connection, "busy_intervals"),
      delete_interval_(connection, "delete_busy_interval"),
      insert_interval_(connection, "insert_busy_interval"),
      durations_of_worker_(connection, "durations_of_worker"),
      spans_of_worker_(connection, "spans_of_worker") {}

WorkerTotals::Total& WorkerTotals::open(std::int64_t worker) {
  const auto [at, is_new] = totals_.try_emplace(worker);
  Total& total = at->second;
  if (is_new && find_.bind_all(worker).step()) {
    total.spans = find_.integer(kWorker["spans"]);
    total.traces = find_.integer(kWorker["traces"]);
    total.errors = find_.integer(kWorker["errors"]);
    total.busy_ns = find_.integer(kWorker["busy_ns"]);
    total.durations = durations_of(find_, kWorker["durations"]);
    find_.reset();
  }
  return total;
}

void WorkerTotals::add(const SpanFacts& span) {
  if (span.worker == 0) return;
  Total& total = open(span.worker);
  ++total.spans;
  if (span.evidence != 0) ++total.errors;
  if (span.duration_ns) total.durations.add(*span.duration_ns, 1);
  if (span.has_start()) total.worked.push_back({span.start_ns, span.last_ns()});
}

void WorkerTotals::remove(const SpanFacts& span) {
  if (span.worker == 0) return;
  Total& total = open(span.worker);
  --total.spans;
  if (span.evidence != 0) --total.errors;
  if (span.duration_ns) total.durations.add(*span.duration_ns, -1);
  if (span.has_start()) total.removed.push_back({span.start_ns, span.last_ns()});
}

void WorkerTotals::add_errors(const SpanFacts& span, std::int64_t errors) {
  if (span.worker != 0) open(span.worker).errors += errors;
}

void WorkerTotals::add_traces(std::int64_t worker, std::int64_t traces) { open(worker).traces += traces; }

void WorkerTotals::flush() {
  for (auto& [worker, total] : totals_) {
    make_up(total);
    add_busy(worker, total);
    remove_busy(worker, total);
    if (total.durations.is_coarse()) total.durations = durations_of_worker(worker);
    store(worker, total);
  }
  totals_.clear();
}

/// Leaves out the removed intervals that added ones make up for, such as those of spans that were finished.
void WorkerTotals::make_up(Total& total) {
  if (total.removed.empty()) return;
  std::ranges::sort(total.worked);
  std::ranges::sort(total.removed);
  std::vector<Interval> worked;
  std::vector<Interval> removed;
  std::ranges::set_difference(total.worked, total.removed, std::back_inserter(worked));
  std::ranges::set_difference(total.removed, total.worked, std::back_inserter(removed));
  auto next = worked.begin();
  std::int64_t covered_until = std::numeric_limits<std::int64_t>::min();
  std::erase_if(removed, [&](const Interval& gone) {
    for (; next != worked.end() && next->start_ns <= gone.start_ns; ++next)
      covered_until = std::max(covered_until, next->end_ns);
    return gone.end_ns <= covered_until;
  });
  total.worked = std::move(worked);
  total.removed = std::move(removed);
}

void WorkerTotals::add_busy(std::int64_t worker, Total& total) {
  std::ranges::sort(total.worked, {}, &Interval::start_ns);
  for (std::size_t i = 0; i < total.worked.size();) {
    Interval interval = total.worked[i];
    for (++i; i < total.worked.size() && total.worked[i].start_ns <= interval.end_ns; ++i)
      interval.end_ns = std::max(interval.end_ns, total.worked[i].end_ns);
    interval = take_touching(worker, interval, total);
    insert_interval_.bind_all(worker, interval.start_ns, interval.end_ns).run();
    total.busy_ns += interval.end_ns - interval.start_ns;
  }
  total.worked.clear();
}

void WorkerTotals::remove_busy(std::int64_t worker, Total& total) {
  std::ranges::sort(total.removed, {}, &Interval::start_ns);
  for (std::size_t i = 0; i < total.removed.size();) {
    const Interval gone = take_touching(worker, total.removed[i], total);
    std::int64_t removed_until = gone.start_ns;
    for (; i < total.removed.size() && total.removed[i].start_ns <= gone.end_ns; ++i)
      removed_until = std::max(removed_until, total.removed[i].end_ns);
    // Spans lie whole in their interval, so those that are left tell what is left of it. Behind the last
    // removed one it stays as it is, which makes the removal of the oldest spans cheap.
    total.worked = spans_within(worker, {gone.start_ns, removed_until});
    if (removed_until < gone.end_ns) total.worked.push_back({removed_until, gone.end_ns});
    add_busy(worker, total);
  }
  total.removed.clear();
}

/// Takes the stored intervals that touch `interval` out of the table; gives what they and it span together.
WorkerTotals::Interval WorkerTotals::take_touching(std::int64_t worker, Interval interval, Total& total) {
  std::vector<std::int64_t> taken;
  busy_intervals_.bind_all(worker, interval.end_ns);
  while (busy_intervals_.step()) {
    const Interval stored{busy_intervals_.integer(kBusy["start_ns"]),
                          busy_intervals_.integer(kBusy["end_ns"])};
    if (stored.end_ns < interval.start_ns) break;
    taken.push_back(stored.start_ns);
    total.busy_ns -= stored.end_ns - stored.start_ns;
    interval = {std::min(interval.start_ns, stored.start_ns), std::max(interval.end_ns, stored.end_ns)};
  }
  busy_intervals_.reset();
  for (const std::int64_t start : taken) delete_interval_.bind_all(worker, start).run();
  return interval;
}

std::vector<WorkerTotals::Interval> WorkerTotals::spans_within(std::int64_t worker,
                                                               const Interval& interval) {
  std::vector<Interval> spans;
  spans_of_worker_.bind_all(worker, interval.start_ns, interval.end_ns);
  while (spans_of_worker_.step())
    spans.push_back({spans_of_worker_.integer(kSpan["start_ns"]), spans_of_worker_.integer(kSpan["end_ns"])});
  return spans;
}

DurationCounts WorkerTotals::durations_of_worker(std::int64_t worker) {
  DurationCounts durations;
  durations_of_worker_.bind_all(worker);
  while (durations_of_worker_.step()) durations.add(durations_of_worker_.integer(0), 1);
  return durations;
}

void WorkerTotals::store(std::int64_t worker, const Total& total) {
  if (total.spans == 0) return delete_.bind_all(worker).run();
  const std::string durations = total.durations.to_json();
  store_
      .bind_all(worker, total.spans, total.traces, total.errors, total.busy_ns, std::string_view(durations),
                integer_or_null(total.durations.percentile(50)),
                integer_or_null(total.durations.percentile(95)),
                integer_or_null(total.durations.percentile(99)))
      .run();
}

}  // namespace tracewh::store
