#include "store/trace_links.hpp"

#include "model/enums.hpp"

#include <algorithm>

namespace tracewh::store {
namespace {

using model::Role;

/// Whether an error reply below a span of this role counts against it.
bool answers_for_replies(Role role) {
  return role == Role::kTask || role == Role::kWorker || role == Role::kAgent;
}

// Ends the climb in a cycle of parents; no real trace is so deep.
constexpr int kMaxClimb = 10'000;

}  // namespace

TraceLinks::TraceLinks(sqlite3* connection)
    : has_span_(connection, "has_span"),
      ancestry_(connection, "span_ancestry"),
      mark_(connection, "mark_error_reply"),
      clear_marks_(connection, "clear_error_replies"),
      facts_(connection, "trace_facts") {}

void TraceLinks::add(AggregatedTrace& trace, std::span<const SpanFacts> spans) {
  const bool has_older_spans = trace.span_count > 0;
  std::vector<std::int64_t> replies;  // where to begin to climb
  for (const SpanFacts& span : spans) {
    trace.add(span);
    if (!trace.missing_parents.empty()) {
      const auto waited = trace.resolve(span.span_id);
      if (waited && waited->error_reply) replies.push_back(span.span_id);
    }
    if (!span.parent_span_id) continue;
    const std::int64_t parent = *span.parent_span_id;
    const bool found = std::ranges::binary_search(spans, parent, {}, &SpanFacts::span_id) ||
                       (has_older_spans && is_stored(trace, parent));
    if (!found) trace.add_orphan(parent);
    if (span.is_error_reply) replies.push_back(parent);
  }
  for (const std::int64_t span_id : replies) climb(trace, span_id);
}

bool TraceLinks::is_stored(const AggregatedTrace& trace, std::int64_t span_id) {
  const bool found = has_span_.bind_all(trace.id, span_id).step();
  if (found) has_span_.reset();
  return found;
}

void TraceLinks::climb(AggregatedTrace& trace, std::int64_t span_id) {
  for (int steps = 0; steps < kMaxClimb; ++steps) {
    if (!ancestry_.bind_all(trace.id, span_id).step()) {
      trace.missing_parents[span_id].error_reply = true;
      return;
    }
    const bool is_root = ancestry_.is_null(0);
    const std::int64_t parent = ancestry_.integer(0);
    const auto role = static_cast<Role>(ancestry_.integer(1));
    const std::int64_t evidence = ancestry_.integer(2);
    ancestry_.reset();
    // An earlier reply came this way already.
    if ((evidence & model::evidence::kErrorReply) != 0) return;
    if (answers_for_replies(role)) {
      mark_.bind_all(trace.id, span_id).run();
      trace.add_error_reply(span_id, evidence == 0);
    }
    if (role == Role::kTask || is_root) return;
    span_id = parent;
  }
}

void TraceLinks::rebuild(AggregatedTrace& trace, std::int64_t error_type) {
  clear_marks_.bind_all(trace.id).run();
  trace.clear();
  const std::vector<SpanFacts> spans = load_facts(trace, error_type);
  add(trace, spans);
}

std::vector<SpanFacts> TraceLinks::load_facts(const AggregatedTrace& trace, std::int64_t error_type) {
  std::vector<SpanFacts> spans;
  facts_.bind_all(error_type, trace.id);
  while (facts_.step()) {
    SpanFacts& span = spans.emplace_back();
    span.span_id = facts_.integer(0);
    if (!facts_.is_null(1)) span.parent_span_id = facts_.integer(1);
    span.start_ns = facts_.integer(2);
    if (!facts_.is_null(3)) span.end_ns = facts_.integer(3);
    span.name = facts_.integer(4);
    span.service = facts_.integer(5);
    span.actor = facts_.integer(6);
    span.status = facts_.integer(7);
    span.evidence = facts_.integer(8);
    span.is_error_reply = facts_.integer(9) != 0;
  }
  return spans;
}

}  // namespace tracewh::store
