#pragma once

#include "model/trace.hpp"
#include "model/trace_summary.hpp"
#include "query/shared_rows.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace tracewh::query {

/// Spans of one trace to keep in memory: about 30 MB. A larger trace is shown from its start, and says so.
inline constexpr std::size_t kMaxSpans = 100'000;

/// Calls `visit` with every trace in order of arrival.
void each_trace(store::Reader& reader, const std::function<void(const TraceKey&)>& visit);

/// Whether spans are loaded with their payloads: attributes, events, links and the like.
enum class Payloads : bool { kLeave, kLoad };

/// How much of a trace is loaded at once. What exceeds either bound first ends the chunk.
struct ChunkLimit {
  std::size_t spans = std::numeric_limits<std::size_t>::max();
  std::size_t bytes = std::numeric_limits<std::size_t>::max();  ///< of JSON text
};

inline constexpr ChunkLimit kWholeTrace;

/// Loads traces, one after another, each whole or in chunks.
class TraceLoader {
 public:
  /// `reader` must outlive this. Throws base::Error.
  explicit TraceLoader(store::Reader& reader, Payloads payloads = Payloads::kLeave);

  /// The first `max_spans` spans of a trace; `last` is false when there are more. Throws base::Error.
  model::Trace load(const TraceKey& trace, std::size_t max_spans = kMaxSpans);

  /// Goes to the first span of a trace. Throws base::Error.
  void open(const TraceKey& trace);

  /// The next spans of the trace that was opened, within `limit` but at least one; none when all were loaded.
  /// Throws base::Error.
  std::optional<model::Trace> next(const ChunkLimit& limit);

 private:
  void begin(const TraceKey& trace, std::size_t max_spans);
  /// Lets spans_ give the spans from one ID to another.
  void choose(std::int64_t first, std::int64_t last);
  /// SQLite sorts the IDs; the spans follow one by one.
  void open_by_start(const TraceKey& trace, std::size_t max_spans);
  /// As they lie, which is much faster.
  void open_by_id(const TraceKey& trace, std::size_t max_spans);
  bool step();
  model::Span read_span(base::Arena& arena);

  Payloads payloads_;
  store::Statement order_;
  store::Statement spans_;
  SharedRows shared_;
  std::vector<model::SpanFacet> facets_;  // of the span that is read
  TraceKey trace_;                        // that was opened
  std::uint64_t expected_ = 0;            // spans to come, as far as the trace's row tells
  bool by_start_ = false;                 // order_ tells which span spans_ gives next
  bool at_start_ = false;
  bool has_row_ = false;  // spans_ stands on a span that is still to be read
};

/// Loads the summaries of traces, one after another. `reader` must outlive it. Throws base::Error.
class SummaryLoader {
 public:
  explicit SummaryLoader(store::Reader& reader);

  /// Throws base::Error when the trace is no longer stored.
  model::TraceSummary load(const TraceKey& trace);

 private:
  store::Statement row_;
};

}  // namespace tracewh::query
