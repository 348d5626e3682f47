#include "store/retain/pruner.hpp"

#include "store/sqlite/named_statements.hpp"

namespace tracewh::store {
namespace {

constexpr Columns kOldest("oldest_traces");

// Traces looked at in one step: few enough that senders hardly wait for it.
constexpr std::int64_t kTracesPerStep = 50;

}  // namespace

Pruner::Pruner(WriterDatabase& database, const Retention& retention)
    : database_(database),
      retention_(retention),
      oldest_traces_(database.handle(), "oldest_traces"),
      release_(database.handle(), "release_trace"),
      count_pruned_(database.handle(), "count_pruned") {}

Pruner::Step Pruner::step(SpanWriter& writer, std::int64_t now_ns) {
  const std::vector<Candidate> traces = next_traces(passed_);
  if (traces.empty()) return remove_kept(writer);
  Step step;
  step.is_last = false;
  for (const Candidate& trace : traces) {
    if (!is_too_old(trace, now_ns) && !is_too_large()) {
      step.is_last = true;
      break;
    }
    passed_ = trace.position;
    if (!retention_.keep.keeps(trace.errors, trace.duration_ns)) remove(trace, writer, step);
  }
  return step;
}

Pruner::Step Pruner::remove_kept(SpanWriter& writer) {
  Step step;
  if (!is_too_large()) return step;
  for (const Candidate& trace : next_traces(kBeforeAll)) {
    remove(trace, writer, step);
    step.is_last = !is_too_large();
    if (step.is_last) break;
  }
  return step;
}

std::vector<Pruner::Candidate> Pruner::next_traces(const Position& after) {
  std::vector<Candidate> traces;
  oldest_traces_.bind_all(after.start_ns, after.id, kTracesPerStep);
  while (oldest_traces_.step()) {
    Candidate& trace = traces.emplace_back();
    trace.position = {oldest_traces_.integer(kOldest["start_ns"]), oldest_traces_.integer(kOldest["id"])};
    trace.trace_id = oldest_traces_.trace_id(kOldest["trace_id"]);
    trace.spans = oldest_traces_.integer(kOldest["span_count"]);
    trace.errors = oldest_traces_.integer(kOldest["error_count"]);
    trace.duration_ns = oldest_traces_.integer(kOldest["duration_ns"]);
  }
  return traces;
}

bool Pruner::is_too_large() { return retention_.max_bytes && database_.used_bytes() > *retention_.max_bytes; }

bool Pruner::is_too_old(const Candidate& trace, std::int64_t now_ns) const {
  return retention_.keep_ns && trace.position.start_ns < now_ns - *retention_.keep_ns;
}

void Pruner::remove(const Candidate& trace, SpanWriter& writer, Step& step) {
  writer.remove(trace.trace_id);
  release_.bind_all(trace.trace_id.bytes).run();
  count_pruned_.bind_all(std::int64_t{1}, trace.spans, trace.errors).run();
  step.removed += {1, static_cast<std::uint64_t>(trace.spans)};
}

}  // namespace tracewh::store
