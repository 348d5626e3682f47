#include "store/write/trace_row.hpp"

#include <algorithm>
#include <tuple>

namespace tracewh::store {
namespace {

constexpr std::int64_t kStatusError = 2;

void insert_sorted(std::vector<std::int64_t>& set, std::int64_t id) {
  const auto at = std::lower_bound(set.begin(), set.end(), id);
  if (at == set.end() || *at != id) set.insert(at, id);
}

}  // namespace

void TraceRow::add(const SpanFacts& span) {
  consider_root(span);
  if (span.has_start()) {
    start_ns = start_ns == 0 ? span.start_ns : std::min(start_ns, span.start_ns);
    end_ns = std::max(end_ns, span.last_ns());
  }
  duration_ns = std::max({duration_ns, end_ns - start_ns, span.duration_ns.value_or(0)});
  ++span_count;
  error_count += span.evidence != 0 ? 1 : 0;
  open_count += span.finished ? 0 : 1;
  insert_sorted(services, span.service);
  if (span.actor != 0) insert_sorted(actors, span.actor);
  if (span.worker != 0) insert_sorted(workers, span.worker);
}

void TraceRow::consider_root(const SpanFacts& span) {
  // A span without a parent comes first, then the earlier one, of unknown start last, then the smaller ID:
  // the same choice in whatever order the spans arrive.
  const bool is_root = !span.parent_span_id;
  if (span_count != 0 && std::tuple(!is_root, !span.has_start(), span.start_ns, span.span_id) >=
                             std::tuple(!has_root, root_start_ns == 0, root_start_ns, root_span_id)) {
    return;
  }
  has_root = is_root;
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

MissingParent& TraceRow::add_orphan(std::int64_t parent) {
  ++orphan_count;
  MissingParent& missing = missing_parents[parent];
  ++missing.children;
  return missing;
}

std::optional<MissingParent> TraceRow::resolve(std::int64_t span_id) {
  const auto found = missing_parents.find(span_id);
  if (found == missing_parents.end()) return std::nullopt;
  const MissingParent resolved = found->second;
  orphan_count -= resolved.children;
  missing_parents.erase(found);
  return resolved;
}

void TraceRow::clear() {
  TraceRow empty;
  empty.id = id;
  empty.trace_id = trace_id;
  *this = std::move(empty);
}

}  // namespace tracewh::store
