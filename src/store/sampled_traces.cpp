#include "store/sampled_traces.hpp"

#include <algorithm>
#include <vector>

namespace tracewh::store {
namespace {

// Traces removed in one transaction: few enough that the write-ahead log stays small.
constexpr std::int64_t kTracesPerStep = 1'000;

}  // namespace

SampledTraces::SampledTraces(WriterDatabase& database)
    : hold_(database.handle(), "hold_trace"),
      count_dropped_(database.handle(), "count_dropped_trace"),
      release_all_(database.handle(), "release_all_traces"),
      release_failed_(database.handle(), "release_failed_traces"),
      release_slow_(database.handle(), "release_slow_traces"),
      held_(database.handle(), "held_traces"),
      delete_payloads_(database.handle(), "delete_trace_payloads"),
      delete_spans_(database.handle(), "delete_trace_spans"),
      delete_missing_parents_(database.handle(), "delete_missing_parents"),
      delete_runs_(database.handle(), "delete_trace_runs"),
      delete_trace_(database.handle(), "delete_trace"),
      release_(database.handle(), "release_trace") {}

void SampledTraces::hold(const model::TraceId& trace_id) {
  hold_.bind_blob(1, trace_id.bytes);
  hold_.run();
}

bool SampledTraces::count_dropped(const model::TraceId& trace_id, std::uint64_t spans, std::uint64_t errors) {
  const auto added = static_cast<std::int64_t>(spans);
  count_dropped_.bind_all(std::monostate{}, added, static_cast<std::int64_t>(errors));
  count_dropped_.bind_blob(1, trace_id.bytes);
  count_dropped_.step();
  const bool is_new = count_dropped_.integer(0) == added;
  count_dropped_.run();
  return is_new;
}

void SampledTraces::release(const KeepRule& rule) {
  if (rule.errors) release_failed_.run();
  if (rule.slow_ns) release_slow_.bind_all(*rule.slow_ns).run();
}

void SampledTraces::release_all() { release_all_.run(); }

DroppedCounts SampledTraces::drop_held() {
  struct Held {
    std::int64_t trace;
    model::TraceId trace_id;
    std::int64_t spans;
    std::int64_t errors;
  };
  std::vector<Held> traces;
  held_.bind_all(kTracesPerStep);
  while (held_.step()) {
    Held& held = traces.emplace_back(Held{held_.integer(0), {}, held_.integer(2), held_.integer(3)});
    std::ranges::copy(held_.text(1), held.trace_id.bytes.begin());
  }
  DroppedCounts counts;
  for (const Held& held : traces) {
    drop(held.trace, held.trace_id, held.spans, held.errors);
    ++counts.traces;
    counts.spans += static_cast<std::uint64_t>(held.spans);
  }
  return counts;
}

void SampledTraces::drop(std::int64_t trace, const model::TraceId& trace_id, std::int64_t spans,
                         std::int64_t errors) {
  count_dropped(trace_id, static_cast<std::uint64_t>(spans), static_cast<std::uint64_t>(errors));
  delete_payloads_.bind_all(trace).run();
  delete_spans_.bind_all(trace).run();
  delete_missing_parents_.bind_all(trace).run();
  delete_runs_.bind_all(trace).run();
  delete_trace_.bind_all(trace).run();
  release_.bind_blob(1, trace_id.bytes);
  release_.run();
}

}  // namespace tracewh::store
