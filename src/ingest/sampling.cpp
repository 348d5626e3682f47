#include "ingest/sampling.hpp"

#include <algorithm>
#include <span>

namespace tracewh::ingest {
namespace {

/// Calls `action` with each group of neighbouring spans of one trace.
template <typename Spans, typename Action>
void for_each_trace(const Spans& spans, Action action) {
  for (auto begin = spans.begin(); begin != spans.end();) {
    const auto end = std::find_if(
        begin, spans.end(), [&](const model::SpanRecord& span) { return span.trace_id != begin->trace_id; });
    action(std::span(begin, end));
    begin = end;
  }
}

}  // namespace

void for_each_unchosen(const model::Batch& batch, const Sampler& sampler,
                       const std::function<void(const model::TraceId&)>& action) {
  for_each_trace(std::span(batch.spans), [&](std::span<const model::SpanRecord> spans) {
    const model::TraceId& trace_id = spans.front().trace_id;
    if (!sampler.chooses(trace_id)) action(trace_id);
  });
}

store::DroppedCounts drop_unchosen(model::Batch& batch, const Sampler& sampler,
                                   store::SampledTraces& sampled) {
  const auto first_dropped =
      std::stable_partition(batch.spans.begin(), batch.spans.end(),
                            [&](const model::SpanRecord& span) { return sampler.chooses(span.trace_id); });
  const std::span dropped(first_dropped, batch.spans.end());
  std::ranges::sort(dropped, {}, &model::SpanRecord::trace_id);
  store::DroppedCounts counts;
  for_each_trace(dropped, [&](std::span<const model::SpanRecord> spans) {
    const auto errors =
        std::ranges::count_if(spans, [](const model::SpanRecord& span) { return span.evidence != 0; });
    counts.spans += spans.size();
    if (sampled.count_dropped(spans.front().trace_id, spans.size(), static_cast<std::uint64_t>(errors))) {
      ++counts.traces;
    }
  });
  batch.spans.erase(first_dropped, batch.spans.end());
  return counts;
}

}  // namespace tracewh::ingest
