#include "store/write/trace_links.hpp"

#include "model/enums.hpp"
#include "store/sqlite/named_statements.hpp"

#include <algorithm>

namespace tracewh::store {
namespace {

using model::Role;

constexpr Columns kAncestry("span_ancestry");
constexpr Columns kFailedByReply("failed_by_reply");
constexpr Columns kMissing("find_missing_parent");

/// Whether an error reply below a span of this role counts against it.
bool answers_for_replies(Role role) {
  return role == Role::kTask || role == Role::kWorker || role == Role::kAgent;
}

bool is_error_reply_marked(const SpanFacts& span) {
  return (span.evidence & model::evidence::kErrorReply) != 0;
}

/// Whether error replies take the same way if `now` stands where `before` stood.
bool leads_alike(const SpanFacts& before, const SpanFacts& now) {
  const auto role_before = static_cast<Role>(before.role);
  const auto role_now = static_cast<Role>(now.role);
  return before.parent_span_id == now.parent_span_id && before.is_error_reply == now.is_error_reply &&
         answers_for_replies(role_before) == answers_for_replies(role_now) &&
         (role_before == Role::kTask) == (role_now == Role::kTask);
}

/// What the totals count a span by, from a row with these columns.
template <Columns columns>
SpanFacts counted_facts(const Statement& row) {
  SpanFacts facts;
  facts.service = row.integer(columns["service"]);
  facts.name = row.integer(columns["name"]);
  facts.task_type = row.integer(columns["task_type"]);  // NULL reads as 0, here and below
  facts.worker = row.integer(columns["worker_id"]);
  facts.model = row.integer(columns["model"]);
  facts.role = row.integer(columns["role"]);
  return facts;
}

// Ends the climb in a cycle of parents; no real trace is so deep.
constexpr int kMaxClimb = 10'000;

}  // namespace

TraceLinks::TraceLinks(sqlite3* connection, Totals& totals)
    : totals_(totals),
      has_span_(connection, "has_span"),
      ancestry_(connection, "span_ancestry"),
      mark_(connection, "mark_error_reply"),
      find_missing_parent_(connection, "find_missing_parent"),
      count_orphan_(connection, "count_orphan"),
      await_error_reply_(connection, "await_error_reply"),
      delete_missing_parent_(connection, "delete_missing_parent"),
      delete_missing_parents_(connection, "delete_missing_parents"),
      failed_by_reply_(connection, "failed_by_reply"),
      clear_marks_(connection, "clear_error_replies"),
      facts_(connection) {}

void TraceLinks::add(TraceRow& trace, std::span<const SpanFacts> spans) {
  if (trace.stale) return;
  const bool has_older_spans = trace.span_count > 0;
  const bool has_orphans = trace.orphan_count > 0;
  std::vector<std::int64_t> replies;  // where to begin to climb
  for (const SpanFacts& span : spans) {
    trace.add(span);
    if (has_orphans && resolve(trace, span.span_id)) replies.push_back(span.span_id);
    if (!span.parent_span_id) continue;
    const std::int64_t parent = *span.parent_span_id;
    const bool found = std::ranges::binary_search(spans, parent, {}, &SpanFacts::span_id) ||
                       (has_older_spans && is_stored(trace, parent));
    if (!found) add_orphan(trace, parent);
    if (span.is_error_reply) replies.push_back(parent);
  }
  for (const std::int64_t span_id : replies) climb(trace, span_id);
}

bool TraceLinks::is_stored(const TraceRow& trace, std::int64_t span_id) {
  const bool found = has_span_.bind_all(trace.id, span_id).step();
  if (found) has_span_.reset();
  return found;
}

void TraceLinks::climb(TraceRow& trace, std::int64_t span_id) {
  for (int steps = 0; steps < kMaxClimb; ++steps) {
    if (!ancestry_.bind_all(trace.id, span_id).step()) {
      await_error_reply_.bind_all(trace.id, span_id).run();
      return;
    }
    const bool is_root = ancestry_.is_null(kAncestry["parent_span_id"]);
    const std::int64_t parent = ancestry_.integer(kAncestry["parent_span_id"]);
    const auto role = static_cast<Role>(ancestry_.integer(kAncestry["role"]));
    const std::int64_t evidence = ancestry_.integer(kAncestry["evidence"]);
    const SpanFacts facts = counted_facts<kAncestry>(ancestry_);
    ancestry_.reset();
    // An earlier reply came this way already.
    if ((evidence & model::evidence::kErrorReply) != 0) return;
    if (answers_for_replies(role)) {
      mark_.bind_all(trace.id, span_id).run();
      trace.add_error_reply(span_id, evidence == 0);
      if (evidence == 0) totals_.add_errors(facts, trace.runs, 1);
    }
    if (role == Role::kTask || is_root) return;
    span_id = parent;
  }
}

/// Notes that `span_id` is stored now. Whether an error reply waited for it.
bool TraceLinks::resolve(TraceRow& trace, std::int64_t span_id) {
  if (!find_missing_parent_.bind_all(trace.id, span_id).step()) return false;
  trace.orphan_count -= find_missing_parent_.integer(kMissing["children"]);
  const bool error_reply = find_missing_parent_.integer(kMissing["error_reply"]) != 0;
  find_missing_parent_.reset();
  delete_missing_parent_.bind_all(trace.id, span_id).run();
  return error_reply;
}

/// Notes that a child of `parent` is stored and `parent` is not.
void TraceLinks::add_orphan(TraceRow& trace, std::int64_t parent) {
  ++trace.orphan_count;
  count_orphan_.bind_all(trace.id, parent).run();
}

void TraceLinks::replace(TraceRow& trace, const SpanFacts& before, SpanFacts now) {
  if (trace.stale) return;
  if (!leads_alike(before, now)) {
    trace.stale = true;
    return;
  }
  if (is_error_reply_marked(before)) {
    mark_.bind_all(trace.id, now.span_id).run();
    if (now.evidence == 0) totals_.add_errors(now, trace.runs, 1);
    now.evidence |= model::evidence::kErrorReply;
  }
  trace.stale = !trace.replace(before, now);
}

void TraceLinks::add_above(TraceRow& trace, const SpanFacts& before, const SpanFacts& now) {
  if (trace.stale) return;
  trace.stale = !leads_alike(before, now) || before.is_error_reply || is_error_reply_marked(before) ||
                !trace.add_above(before, now);
}

void TraceLinks::refresh(TraceRow& trace) {
  if (!trace.stale) return;
  clear_error_replies(trace);
  delete_missing_parents_.bind_all(trace.id).run();
  trace.clear();
  add(trace, facts_.of_trace(trace.id));
}

void TraceLinks::clear_error_replies(const TraceRow& trace) {
  failed_by_reply_.bind_all(trace.id);
  while (failed_by_reply_.step()) {
    totals_.add_errors(counted_facts<kFailedByReply>(failed_by_reply_), trace.runs, -1);
  }
  clear_marks_.bind_all(trace.id).run();
}

}  // namespace tracewh::store
