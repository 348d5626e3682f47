#pragma once

#include "model/trace_span.hpp"
#include "model/trace_summary.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tracewh::query {

/// Spans of one trace to keep in memory: about 30 MB. A larger trace is shown from its start, and says so.
inline constexpr std::size_t kMaxSpans = 100'000;

/// The trace that `text`, a trace ID or the beginning of one, names. Throws base::Error: usage when it is not
/// hexadecimal or more than one trace begins with it, unanswerable when none does.
TraceKey find_trace(store::Reader& reader, std::string_view text);

/// Whether any span of the trace is stored.
bool has_trace(store::Reader& reader, const model::TraceId& id);

/// Loads many traces, one after another. `reader` must outlive it.
class TraceLoader {
 public:
  explicit TraceLoader(store::Reader& reader);

  /// The spans of a trace in order of start, the first `max_spans` of them.
  model::Trace load(const TraceKey& trace, std::size_t max_spans = kMaxSpans);

 private:
  store::Statement spans_;
};

/// Loads one trace, see TraceLoader::load().
model::Trace load_trace(store::Reader& reader, const TraceKey& trace, std::size_t max_spans = kMaxSpans);

/// The summary of a trace.
model::TraceSummary load_summary(store::Reader& reader, const TraceKey& trace);

}  // namespace tracewh::query
