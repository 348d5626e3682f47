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

std::vector<SampledTraces::Held> SampledTraces::next_held() {
  std::vector<Held> traces;
  held_.bind_all(kTracesPerStep);
  while (held_.step()) {
    Held& held = traces.emplace_back(Held{{}, held_.integer(1), held_.integer(2)});
    std::ranges::copy(held_.text(0), held.trace_id.bytes.begin());
  }
  return traces;
}

DroppedCounts SampledTraces::drop_held(SpanWriter& writer) {
  DroppedCounts counts;
  for (const Held& held : next_held()) {
    const auto spans = static_cast<std::uint64_t>(held.spans);
    count_dropped(held.trace_id, spans, static_cast<std::uint64_t>(held.errors));
    writer.remove(held.trace_id);
    release_.bind_blob(1, held.trace_id.bytes);
    release_.run();
    ++counts.traces;
    counts.spans += spans;
  }
  return counts;
}

}  // namespace tracewh::store
