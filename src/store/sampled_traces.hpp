#pragma once

#include "model/ids.hpp"
#include "store/span_writer.hpp"
#include "store/statement.hpp"
#include "store/writer_database.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace tracewh::store {

/// Which of the traces that the ratio does not choose are kept all the same.
struct KeepRule {
  bool errors = false;                  ///< those with any evidence of failure
  std::optional<std::int64_t> slow_ns;  ///< those that took at least so long
};

/// What sampling dropped.
struct DroppedCounts {
  std::uint64_t traces = 0;
  std::uint64_t spans = 0;
};

/// The tables `undecided_trace` and `dropped_trace`. Works inside the transaction of its database.
class SampledTraces {
 public:
  explicit SampledTraces(WriterDatabase& database);

  /// Leaves to release() and drop_held() what becomes of a trace that is about to be stored for the first
  /// time. Does nothing for one that is stored.
  void hold(const model::TraceId& trace_id);

  /// Counts spans of a trace that were not stored. Whether it is the first time for this trace.
  bool count_dropped(const model::TraceId& trace_id, std::uint64_t spans, std::uint64_t errors);

  /// Keeps the held traces for which the rule holds.
  void release(const KeepRule& rule);
  /// Keeps all held traces.
  void release_all();
  /// Removes the next of the held traces, which `writer` has stored, and counts them; none are left when it
  /// gives zero.
  DroppedCounts drop_held(SpanWriter& writer);

 private:
  struct Held {
    model::TraceId trace_id;
    std::int64_t spans = 0;
    std::int64_t errors = 0;
  };

  std::vector<Held> next_held();

  Statement hold_;
  Statement count_dropped_;
  Statement release_all_;
  Statement release_failed_;
  Statement release_slow_;
  Statement held_;
  Statement release_;
};

}  // namespace tracewh::store
