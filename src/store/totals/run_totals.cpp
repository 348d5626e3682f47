#include "store/totals/run_totals.hpp"

#include "base/saturate.hpp"
#include "model/enums.hpp"
#include "store/sqlite/named_statements.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace tracewh::store {
namespace {

constexpr Columns kTotal("find_run_total");
constexpr Columns kStale("stale_run_totals");
constexpr Columns kSpan("spans_of_stale_runs");

// The column `level`.
constexpr std::int64_t kOperation = 1;
constexpr std::int64_t kTaskType = 2;
constexpr std::int64_t kWorker = 3;
constexpr std::int64_t kModel = 4;

// Totals remembered after a commit. Names that hold IDs would otherwise fill the memory.
constexpr std::size_t kCachedTotals = 20'000;

}  // namespace

RunTotals::RunTotals(sqlite3* connection)
    : find_(connection, "find_run_total"),
      store_(connection, "store_run_total"),
      delete_(connection, "delete_run_total"),
      stale_(connection, "stale_run_totals"),
      spans_of_stale_runs_(connection, "spans_of_stale_runs"),
      store_durations_(connection, "store_run_durations") {}

/// Calls `action` with each key by which a span of `run` counts.
template <typename Action>
void RunTotals::for_each_key(std::int64_t run, const SpanFacts& span, Action action) {
  action(Key{run, kOperation, span.service, span.name, span.role});
  if (span.task_type != 0 && static_cast<model::Role>(span.role) == model::Role::kTask)
    action(Key{run, kTaskType, 0, span.task_type, 0});
  if (span.worker != 0) action(Key{run, kWorker, 0, span.worker, 0});
  if (span.model != 0) action(Key{run, kModel, 0, span.model, 0});
}

RunTotals::Total& RunTotals::open(const Key& key) {
  auto at = totals_.find(key);
  if (at == totals_.end()) at = totals_.emplace(key, load(key)).first;
  at->second.touched = true;
  return at->second;
}

RunTotals::Total RunTotals::load(const Key& key) {
  Total total;
  if (!find_.bind_all(key[0], key[1], key[2], key[3], key[4]).step()) return total;
  total.spans = find_.integer(kTotal["spans"]);
  total.errors = find_.integer(kTotal["errors"]);
  total.total_ns = find_.integer(kTotal["total_ns"]);
  total.durations = durations_of(find_, kTotal["durations"]);
  total.input_tokens = find_.integer(kTotal["input_tokens"]);
  total.output_tokens = find_.integer(kTotal["output_tokens"]);
  total.cost_billionths = find_.integer(kTotal["cost_billionths"]);
  find_.reset();
  return total;
}

void RunTotals::add(Runs runs, const SpanFacts& span) {
  for (const std::int64_t run : runs) {
    for_each_key(run, span, [&](const Key& key) {
      Total& total = open(key);
      ++total.spans;
      if (span.evidence != 0) ++total.errors;
      total.input_tokens = base::saturating_add(total.input_tokens, span.input_tokens);
      total.output_tokens = base::saturating_add(total.output_tokens, span.output_tokens);
      total.cost_billionths = base::saturating_add(total.cost_billionths, span.cost_billionths);
      if (!span.duration_ns) return;
      total.total_ns = base::saturating_add(total.total_ns, *span.duration_ns);
      total.durations.add(*span.duration_ns, 1);
    });
  }
}

void RunTotals::remove(Runs runs, const SpanFacts& span) {
  for (const std::int64_t run : runs) {
    for_each_key(run, span, [&](const Key& key) {
      Total& total = open(key);
      --total.spans;
      if (span.evidence != 0) --total.errors;
      total.input_tokens = base::saturating_subtract(total.input_tokens, span.input_tokens);
      total.output_tokens = base::saturating_subtract(total.output_tokens, span.output_tokens);
      total.cost_billionths = base::saturating_subtract(total.cost_billionths, span.cost_billionths);
      if (!span.duration_ns) return;
      total.total_ns = base::saturating_subtract(total.total_ns, *span.duration_ns);
      total.durations.add(*span.duration_ns, -1);
    });
  }
}

void RunTotals::add_errors(Runs runs, const SpanFacts& span, std::int64_t errors) {
  for (const std::int64_t run : runs)
    for_each_key(run, span, [&](const Key& key) { open(key).errors += errors; });
}

void RunTotals::flush() {
  for (auto& [key, total] : totals_) {
    if (total.touched) store(key, total);
    total.touched = false;
  }
  std::erase_if(totals_, [](const auto& entry) { return entry.second.spans == 0; });
  if (totals_.size() > kCachedTotals) totals_.clear();
}

void RunTotals::store(const Key& key, const Total& total) {
  if (total.spans == 0) return delete_.bind_all(key[0], key[1], key[2], key[3], key[4]).run();
  const std::string durations = total.durations.to_json();
  store_
      .bind_all(key[0], key[1], key[2], key[3], key[4], total.spans, total.errors, total.durations.spans(),
                total.total_ns, std::string_view(durations), integer_or_null(total.durations.percentile(50)),
                integer_or_null(total.durations.percentile(95)), total.input_tokens, total.output_tokens,
                total.cost_billionths, std::int64_t{total.durations.is_coarse()})
      .run();
}

void RunTotals::refresh() {
  std::unordered_map<Key, DurationCounts, KeyHash> stale;
  while (stale_.step()) {
    stale[{stale_.integer(kStale["run"]), stale_.integer(kStale["level"]), stale_.integer(kStale["service"]),
           stale_.integer(kStale["name"]), stale_.integer(kStale["role"])}];
  }
  if (stale.empty()) return;
  while (spans_of_stale_runs_.step()) {
    SpanFacts span;
    span.service = spans_of_stale_runs_.integer(kSpan["service"]);
    span.name = spans_of_stale_runs_.integer(kSpan["name"]);
    span.role = spans_of_stale_runs_.integer(kSpan["role"]);
    span.task_type = spans_of_stale_runs_.integer(kSpan["task_type"]);  // NULL reads as 0, here and below
    span.worker = spans_of_stale_runs_.integer(kSpan["worker"]);
    span.model = spans_of_stale_runs_.integer(kSpan["model"]);
    const std::int64_t duration_ns = spans_of_stale_runs_.integer(kSpan["duration_ns"]);
    for_each_key(spans_of_stale_runs_.integer(kSpan["run"]), span, [&](const Key& key) {
      if (const auto at = stale.find(key); at != stale.end()) at->second.add(duration_ns, 1);
    });
  }
  for (const auto& [key, durations] : stale) {
    const std::string json = durations.to_json();
    store_durations_
        .bind_all(key[0], key[1], key[2], key[3], key[4], std::string_view(json),
                  integer_or_null(durations.percentile(50)), integer_or_null(durations.percentile(95)))
        .run();
  }
  totals_.clear();
}

}  // namespace tracewh::store
