#pragma once

#include "model/ids.hpp"
#include "store/retain/keep_rule.hpp"
#include "store/sqlite/statement.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tracewh::store {

/// What sampling dropped.
struct DroppedCounts {
  std::uint64_t traces = 0;
  std::uint64_t spans = 0;

  DroppedCounts& operator+=(const DroppedCounts& other);
};

/// The tables `undecided_trace`, `dropped_trace` and `dropped_total`. Works inside the transaction of its
/// database.
class SampledTraces {
 public:
  explicit SampledTraces(WriterDatabase& database);

  /// Leaves to decide() what becomes of a trace that is about to be stored for the first time; true when it
  /// does. Does nothing for one that is stored or held.
  bool hold(const model::TraceId& trace_id);

  /// Counts spans of a trace that were not stored. Whether it is the first time for this trace.
  bool count_dropped(const model::TraceId& trace_id, std::uint64_t spans, std::uint64_t errors);

  /// Some of the held traces, none when no trace is held.
  std::vector<model::TraceId> held(std::size_t limit);

  /// Keeps a held trace that `writer` has stored and flushed if the rule holds for it; else removes and
  /// counts it. Tells what was dropped.
  DroppedCounts decide(const model::TraceId& trace_id, const KeepRule& rule, SpanWriter& writer);
  /// Keeps all held traces.
  void release_all();

  /// Counts dropped traces only in total once there are more than `limit`, so that an endless run stays
  /// bounded. Later spans of those traces count them once more.
  void forget_dropped(std::size_t limit);

 private:
  Statement hold_;
  Statement count_dropped_;
  Statement release_all_;
  Statement held_;
  Statement held_trace_;
  Statement release_;
  Statement dropped_traces_;
  Statement add_dropped_to_total_;
  Statement delete_dropped_;
};

}  // namespace tracewh::store
