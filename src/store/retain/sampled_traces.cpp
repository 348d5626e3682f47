#include "store/retain/sampled_traces.hpp"

#include "store/sqlite/named_statements.hpp"

#include <algorithm>

namespace tracewh::store {

namespace {

constexpr Columns kHeld("held_trace");

}  // namespace

DroppedCounts& DroppedCounts::operator+=(const DroppedCounts& other) {
  traces += other.traces;
  spans += other.spans;
  return *this;
}

SampledTraces::SampledTraces(WriterDatabase& database)
    : hold_(database.handle(), "hold_trace"),
      count_dropped_(database.handle(), "count_dropped_trace"),
      release_all_(database.handle(), "release_all_traces"),
      held_(database.handle(), "held_traces"),
      held_trace_(database.handle(), "held_trace"),
      release_(database.handle(), "release_trace"),
      dropped_traces_(database.handle(), "dropped_traces"),
      add_dropped_to_total_(database.handle(), "add_dropped_to_total"),
      delete_dropped_(database.handle(), "delete_dropped") {}

bool SampledTraces::hold(const model::TraceId& trace_id) {
  const bool holds = hold_.bind_all(trace_id.bytes).step();
  if (holds) hold_.run();
  return holds;
}

bool SampledTraces::count_dropped(const model::TraceId& trace_id, std::uint64_t spans, std::uint64_t errors) {
  const auto added = static_cast<std::int64_t>(spans);
  count_dropped_.bind_all(trace_id.bytes, added, static_cast<std::int64_t>(errors)).step();
  const bool is_new = count_dropped_.integer(0) == added;
  count_dropped_.run();
  return is_new;
}

std::vector<model::TraceId> SampledTraces::held(std::size_t limit) {
  std::vector<model::TraceId> traces;
  held_.bind_all(static_cast<std::int64_t>(limit));
  while (held_.step()) traces.push_back(held_.trace_id(0));
  return traces;
}

DroppedCounts SampledTraces::decide(const model::TraceId& trace_id, const KeepRule& rule,
                                    SpanWriter& writer) {
  DroppedCounts dropped;
  if (held_trace_.bind_all(trace_id.bytes).step()) {
    const auto spans = static_cast<std::uint64_t>(held_trace_.integer(kHeld["span_count"]));
    const std::int64_t errors = held_trace_.integer(kHeld["error_count"]);
    const bool keeps = rule.keeps(errors, held_trace_.integer(kHeld["duration_ns"]));
    held_trace_.reset();
    if (!keeps) {
      count_dropped(trace_id, spans, static_cast<std::uint64_t>(errors));
      dropped = {1, spans};
      writer.remove(trace_id);
    }
  }
  release_.bind_all(trace_id.bytes).run();
  return dropped;
}

void SampledTraces::release_all() { release_all_.run(); }

void SampledTraces::forget_dropped(std::size_t limit) {
  dropped_traces_.step();
  const std::int64_t traces = dropped_traces_.integer(0);
  dropped_traces_.reset();
  if (traces <= static_cast<std::int64_t>(limit)) return;
  add_dropped_to_total_.run();
  delete_dropped_.run();
}

}  // namespace tracewh::store
