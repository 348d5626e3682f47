#include "store/write/trace_table.hpp"

#include "base/number.hpp"
#include "store/sqlite/named_statements.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace tracewh::store {
namespace {

// Traces kept in memory after a commit, because live traces go on. About 300 bytes each.
constexpr std::size_t kCachedTraces = 100'000;

constexpr Columns kTrace("find_trace");

std::string to_json_array(const std::vector<std::int64_t>& ids) {
  return fmt::format("[{}]", fmt::join(ids, ","));
}

/// Reads what to_json_array wrote.
std::optional<std::vector<std::int64_t>> from_json_array(std::string_view json) {
  if (json.size() < 2 || json.front() != '[' || json.back() != ']') return std::nullopt;
  std::vector<std::int64_t> ids;
  std::string_view elements = json.substr(1, json.size() - 2);
  if (elements.ends_with(',')) return std::nullopt;
  while (!elements.empty()) {
    const std::size_t comma = std::min(elements.find(','), elements.size());
    const auto id = base::parse_integer<std::int64_t>(elements.substr(0, comma));
    if (!id || (!ids.empty() && *id <= ids.back())) return std::nullopt;
    ids.push_back(*id);
    elements.remove_prefix(std::min(comma + 1, elements.size()));
  }
  return ids;
}

std::vector<std::int64_t> ids_of(const Statement& row, int column) {
  auto ids = from_json_array(row.text(column));
  if (!ids) row.fail_damaged("the row of a trace cannot be read");
  return *std::move(ids);
}

TraceFacts facts_of(const TraceRow& trace) {
  return {trace.span_count, trace.error_count, trace.start_ns, trace.end_ns, trace.services, trace.workers};
}

}  // namespace

std::size_t TraceTable::Hash::operator()(const model::TraceId& id) const {
  // IDs are random by specification, but not all systems follow it: both halves count, well mixed.
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::memcpy(&high, id.bytes.data(), 8);
  std::memcpy(&low, id.bytes.data() + 8, 8);
  std::uint64_t mixed = (high ^ (low * 0x9e3779b97f4a7c15)) * 0xbf58476d1ce4e5b9;
  return mixed ^ (mixed >> 32);
}

TraceTable::TraceTable(sqlite3* connection)
    : next_id_(query_integer(connection, "next_trace")),
      find_(connection, "find_trace"),
      store_(connection, "store_trace"),
      delete_missing_parents_(connection, "delete_missing_parents"),
      delete_joins_(connection, "delete_joins_of_trace"),
      join_run_(connection, "join_run"),
      runs_of_trace_(connection, "runs_of_trace"),
      leave_runs_(connection, "leave_runs"),
      delete_(connection, "delete_trace") {}

TraceRow& TraceTable::open(const model::TraceId& trace_id) {
  const auto [at, is_new] = entries_.try_emplace(trace_id);
  Entry& entry = at->second;
  if (is_new) {
    entry.trace.trace_id = trace_id;
    load(entry);
    if (entry.trace.id == 0) entry.trace.id = next_id_++;
  }
  if (!entry.touched) touched_.push_back(&entry);
  entry.touched = true;
  return entry.trace;
}

void TraceTable::load(Entry& entry) {
  TraceRow& trace = entry.trace;
  if (!find_.bind_all(trace.trace_id.bytes).step()) return;
  trace.id = find_.integer(kTrace["id"]);
  trace.root_span_id = find_.integer(kTrace["root_span_id"]);
  trace.root_name = find_.integer(kTrace["root_name"]);
  trace.root_service = find_.integer(kTrace["root_service"]);
  trace.has_root = find_.integer(kTrace["has_root"]) != 0;
  trace.start_ns = find_.integer(kTrace["start_ns"]);
  trace.end_ns = find_.integer(kTrace["end_ns"]);
  trace.duration_ns = find_.integer(kTrace["duration_ns"]);
  trace.span_count = find_.integer(kTrace["span_count"]);
  trace.error_count = find_.integer(kTrace["error_count"]);
  trace.orphan_count = find_.integer(kTrace["orphan_count"]);
  trace.open_count = find_.integer(kTrace["open_count"]);
  trace.status = find_.integer(kTrace["status"]);
  trace.services = ids_of(find_, kTrace["services"]);
  trace.actors = ids_of(find_, kTrace["actors"]);
  trace.workers = ids_of(find_, kTrace["workers"]);
  trace.root_start_ns = find_.integer(kTrace["root_start_ns"]);
  find_.reset();
  entry.counted = facts_of(trace);
  load_runs(entry);
}

void TraceTable::load_runs(Entry& entry) {
  runs_of_trace_.bind_all(entry.trace.id);
  while (runs_of_trace_.step()) entry.runs.push_back(runs_of_trace_.integer(0));
}

void TraceTable::join(const TraceRow& trace, std::span<const std::int64_t> runs) {
  std::vector<std::int64_t>& joining = entries_.at(trace.trace_id).joining;
  joining.insert(joining.end(), runs.begin(), runs.end());
}

void TraceTable::remove(const TraceRow& trace, Totals& totals) {
  const auto at = entries_.find(trace.trace_id);
  const Entry& entry = at->second;
  totals.count_trace(entry.counted, {});
  for (const std::int64_t run : entry.runs) totals.count_in_run(run, entry.counted, {}, -1);
  delete_missing_parents_.bind_all(trace.id).run();
  leave_runs_.bind_all(trace.id).run();
  delete_joins_.bind_all(trace.trace_id.bytes).run();
  delete_.bind_all(trace.id).run();
  std::erase(touched_, &entry);
  entries_.erase(at);
}

void TraceTable::flush(std::optional<std::int64_t> run, TraceLinks& links, Totals& totals) {
  // New rows are appended in order, which fills the pages.
  std::ranges::sort(touched_, {}, [](const Entry* entry) { return entry->trace.id; });
  for (Entry* entry : touched_) {
    links.refresh(entry->trace);
    store(entry->trace);
    count(*entry, run, totals);
    entry->touched = false;
  }
  touched_.clear();
  if (entries_.size() > kCachedTraces) entries_.clear();
}

void TraceTable::count(Entry& entry, std::optional<std::int64_t> run, Totals& totals) {
  TraceFacts now = facts_of(entry.trace);
  totals.count_trace(entry.counted, now);
  for (const std::int64_t joined : entry.runs) totals.count_in_run(joined, entry.counted, now, 0);
  if (run) join(entry, *run, now, totals);
  for (const std::int64_t joining : entry.joining) join(entry, joining, now, totals);
  entry.joining.clear();
  entry.counted = std::move(now);
}

void TraceTable::join(Entry& entry, std::int64_t run, const TraceFacts& now, Totals& totals) {
  if (std::ranges::find(entry.runs, run) != entry.runs.end()) return;
  join_run_.bind_all(entry.trace.id, run).run();
  entry.runs.push_back(run);
  totals.count_in_run(run, {}, now, 1);
}

void TraceTable::store(const TraceRow& trace) {
  const std::string services = to_json_array(trace.services);
  const std::string actors = to_json_array(trace.actors);
  const std::string workers = to_json_array(trace.workers);
  store_
      .bind_all(trace.id, trace.trace_id.bytes, trace.root_span_id, trace.root_name, trace.root_service,
                std::int64_t{trace.has_root}, trace.start_ns, trace.end_ns, trace.duration_ns,
                trace.span_count, trace.error_count, trace.orphan_count, trace.open_count, trace.status,
                std::string_view(services), std::string_view(actors), std::string_view(workers))
      .run();
}

}  // namespace tracewh::store
