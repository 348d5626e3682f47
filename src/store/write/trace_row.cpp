#include "store/write/trace_row.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace tracewh::store {
namespace {

constexpr std::int64_t kStatusError = 2;

void insert_sorted(std::vector<std::int64_t>& set, std::int64_t id) {
  const auto at = std::lower_bound(set.begin(), set.end(), id);
  if (at == set.end() || *at != id) set.insert(at, id);
}

/// What decides which span is the root: one without a parent comes first, then the earlier one, of unknown
/// start last, then the smaller ID. The same choice in whatever order the spans arrive.
auto root_order(const SpanFacts& span) {
  return std::tuple(span.parent_span_id.has_value(), !span.has_start(), span.start_ns, span.span_id);
}

/// Whether a set that has `before` needs it no longer when `now` takes its place; 0 is in no set.
bool leaves(std::int64_t before, std::int64_t now) { return before != 0 && before != now; }

}  // namespace

void TraceRow::add(const SpanFacts& span) {
  consider_root(span);
  cover(span);
  ++span_count;
  error_count += span.evidence != 0 ? 1 : 0;
  open_count += span.finished ? 0 : 1;
}

/// Extends the times and sets to those of a span.
void TraceRow::cover(const SpanFacts& span) {
  if (span.has_start()) {
    start_ns = start_ns == 0 ? span.start_ns : std::min(start_ns, span.start_ns);
    end_ns = std::max(end_ns, span.last_ns());
  }
  duration_ns = std::max({duration_ns, end_ns - start_ns, span.duration_ns.value_or(0)});
  insert_sorted(services, span.service);
  if (span.actor != 0) insert_sorted(actors, span.actor);
  if (span.worker != 0) insert_sorted(workers, span.worker);
}

bool TraceRow::replace(const SpanFacts& before, const SpanFacts& now) {
  const bool begins_later =
      before.has_start() && before.start_ns == start_ns && (!now.has_start() || now.start_ns > start_ns);
  const bool ends_earlier =
      before.has_start() && before.last_ns() == end_ns && (!now.has_start() || now.last_ns() < end_ns);
  const bool is_shorter = before.duration_ns == duration_ns && now.duration_ns.value_or(0) < duration_ns;
  if (begins_later || ends_earlier || is_shorter || before.service != now.service ||
      leaves(before.actor, now.actor) || leaves(before.worker, now.worker) || !replace_root(before, now)) {
    return false;
  }
  cover(now);
  error_count += (now.evidence != 0 ? 1 : 0) - (before.evidence != 0 ? 1 : 0);
  open_count += (now.finished ? 0 : 1) - (before.finished ? 0 : 1);
  return true;
}

bool TraceRow::add_above(const SpanFacts& before, const SpanFacts& now) {
  if (!replace_root(before, now)) return false;
  add(now);
  return true;
}

bool TraceRow::replace_root(const SpanFacts& before, const SpanFacts& now) {
  if (root_span_id != before.span_id) {
    consider_root(now);
  } else if (root_order(now) > root_order(before)) {
    return false;
  } else {
    set_root(now);
  }
  return true;
}

void TraceRow::consider_root(const SpanFacts& span) {
  if (span_count == 0 ||
      root_order(span) < std::tuple(!has_root, root_start_ns == 0, root_start_ns, root_span_id))
    set_root(span);
}

void TraceRow::set_root(const SpanFacts& span) {
  has_root = !span.parent_span_id;
  root_start_ns = span.start_ns;
  root_span_id = span.span_id;
  root_name = span.name;
  root_service = span.service;
  status = span.evidence != 0 ? kStatusError : span.status;
}

void TraceRow::add_error_reply(std::int64_t span_id, bool first) {
  if (first) ++error_count;
  if (span_id == root_span_id) status = kStatusError;
}

void TraceRow::clear() {
  TraceRow empty;
  empty.id = id;
  empty.trace_id = trace_id;
  empty.runs = std::move(runs);
  *this = std::move(empty);
}

}  // namespace tracewh::store
