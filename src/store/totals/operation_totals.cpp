#include "store/totals/operation_totals.hpp"

#include "base/saturate.hpp"
#include "store/sqlite/named_statements.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace tracewh::store {
namespace {

constexpr Columns kOperation("find_operation");

constexpr Columns kFew("few_durations");

// Operations remembered after a commit. Names that hold IDs would otherwise fill the memory.
constexpr std::size_t kCachedOperations = 20'000;

}  // namespace

OperationTotals::OperationTotals(sqlite3* connection)
    : find_(connection, "find_operation"),
      store_(connection, "store_operation"),
      delete_(connection, "delete_operation"),
      few_durations_(connection, "few_durations"),
      store_durations_(connection, "store_durations"),
      refresh_(connection, "refresh_operations") {}

OperationTotals::Total& OperationTotals::open(const SpanFacts& span) {
  const Key key{span.service, span.name, span.role};
  auto at = totals_.find(key);
  if (at == totals_.end()) at = totals_.emplace(key, load(key)).first;
  at->second.touched = true;
  return at->second;
}

OperationTotals::Total OperationTotals::load(const Key& key) {
  Total total;
  if (!find_.bind_all(key[0], key[1], key[2]).step()) return total;
  total.spans = find_.integer(kOperation["spans"]);
  total.errors = find_.integer(kOperation["errors"]);
  total.total_ns = find_.integer(kOperation["total_ns"]);
  if (!find_.is_null(kOperation["max_ns"])) total.max_ns = find_.integer(kOperation["max_ns"]);
  total.start_ns = find_.integer(kOperation["start_ns"]);
  total.end_ns = find_.integer(kOperation["end_ns"]);
  total.durations = durations_of(find_, kOperation["durations"]);
  total.stale = find_.integer(kOperation["stale"]) != 0;
  find_.reset();
  return total;
}

void OperationTotals::add(const SpanFacts& span) {
  Total& total = open(span);
  if (span.has_start()) {
    total.start_ns = total.start_ns == 0 ? span.start_ns : std::min(total.start_ns, span.start_ns);
    total.end_ns = std::max(total.end_ns, span.last_ns());
  }
  ++total.spans;
  if (span.evidence != 0) ++total.errors;
  if (const auto duration = span.duration_ns) {
    total.total_ns = base::saturating_add(total.total_ns, *duration);
    total.max_ns = std::max(total.max_ns.value_or(0), *duration);
    total.durations.add(*duration, 1);
  }
}

void OperationTotals::remove(const SpanFacts& span) {
  Total& total = open(span);
  --total.spans;
  if (span.evidence != 0) --total.errors;
  const auto duration = span.duration_ns;
  if (duration) {
    total.total_ns -= *duration;
    total.durations.add(*duration, -1);
  }
  const bool was_longest = duration && duration == total.max_ns;
  const bool was_outermost =
      span.has_start() && (span.start_ns == total.start_ns || span.last_ns() == total.end_ns);
  if (was_outermost || was_longest || total.durations.is_coarse()) total.stale = true;
  // To 2 %, until refresh() makes it exact.
  if (was_longest) total.max_ns = total.durations.percentile(100);
}

void OperationTotals::add_errors(const SpanFacts& span, std::int64_t errors) { open(span).errors += errors; }

void OperationTotals::flush() {
  for (auto& [key, total] : totals_) {
    if (total.touched) store(key, total);
    total.touched = false;
  }
  std::erase_if(totals_, [](const auto& entry) { return entry.second.spans == 0; });
  if (totals_.size() > kCachedOperations) totals_.clear();
}

void OperationTotals::store(const Key& key, const Total& total) {
  if (total.spans == 0) return delete_.bind_all(key[0], key[1], key[2]).run();
  const std::string durations = total.durations.to_json();
  store_
      .bind_all(key[0], key[1], key[2], total.spans, total.errors, total.total_ns,
                integer_or_null(total.max_ns), total.start_ns, total.end_ns, std::string_view(durations),
                integer_or_null(total.durations.percentile(50)),
                integer_or_null(total.durations.percentile(95)),
                integer_or_null(total.durations.percentile(99)), std::int64_t{total.stale})
      .run();
}

void OperationTotals::refresh() {
  refresh_few_durations();
  refresh_.run();
  totals_.clear();
}

void OperationTotals::refresh_few_durations() {
  std::unordered_map<Key, DurationCounts, KeyHash> few;
  few_durations_.bind_all(DurationCounts::kExact);
  while (few_durations_.step()) {
    const Key key{few_durations_.integer(kFew["service"]), few_durations_.integer(kFew["name"]),
                  few_durations_.integer(kFew["role"])};
    few[key].add(few_durations_.integer(kFew["duration_ns"]), 1);
  }
  for (const auto& [key, durations] : few) {
    const std::string json = durations.to_json();
    store_durations_
        .bind_all(key[0], key[1], key[2], std::string_view(json), integer_or_null(durations.percentile(50)),
                  integer_or_null(durations.percentile(95)), integer_or_null(durations.percentile(99)))
        .run();
  }
}

}  // namespace tracewh::store
