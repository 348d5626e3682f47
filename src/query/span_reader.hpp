#pragma once

#include "model/stored_span.hpp"
#include "query/trace_loader.hpp"
#include "store/read/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <unordered_map>

namespace tracewh::query {

/// How much of a trace is read at once. What exceeds either bound first ends the chunk.
struct ChunkLimit {
  std::size_t spans = 0;
  std::size_t bytes = 0;  ///< of text
};

inline constexpr ChunkLimit kWholeTrace{std::numeric_limits<std::size_t>::max(),
                                        std::numeric_limits<std::size_t>::max()};

/// Calls `visit` with every trace in order of arrival.
void each_trace(store::Reader& reader, const std::function<void(const TraceKey&)>& visit);

/// Reads traces back in full, one chunk of spans after another.
class SpanReader {
 public:
  /// `reader` must outlive this. Throws base::Error.
  explicit SpanReader(store::Reader& reader);

  /// Goes to the first span of a trace.
  void open(const TraceKey& trace);

  /// The next spans of the trace, within `limit` but at least one; none when all were read. Throws
  /// base::Error.
  std::optional<model::StoredSpans> next(const ChunkLimit& limit);

 private:
  using Positions = std::unordered_map<std::int64_t, std::size_t>;

  std::size_t resource_position(std::int64_t id, Positions& positions, model::StoredSpans& chunk);
  std::size_t scope_position(std::int64_t id, Positions& positions, model::StoredSpans& chunk);

  store::Statement spans_;
  store::Statement resource_;
  store::Statement scope_;
  model::TraceId trace_id_;
  bool at_start_ = false;
  bool has_row_ = false;  // spans_ stands on a span that is still to be read
};

}  // namespace tracewh::query
