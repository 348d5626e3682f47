#pragma once

#include "model/batch.hpp"
#include "store/dictionary.hpp"
#include "store/span_table.hpp"
#include "store/trace_links.hpp"
#include "store/trace_table.hpp"
#include "store/writer_database.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tracewh::store {

/// What became of the spans of one or many batches.
struct WriteCounts {
  std::uint64_t inserted = 0;
  std::uint64_t duplicate = 0;  ///< same IDs, same content
  std::uint64_t conflict = 0;   ///< same IDs, different content
  std::uint64_t traces = 0;     ///< new ones

  WriteCounts& operator+=(const WriteCounts& other);
};

/// Stores batches of spans, and keeps the aggregated traces up to date. Works inside the transaction of
/// its database. After an exception the transaction must be rolled back and the writer be dropped.
class SpanWriter {
 public:
  /// Traces that are written join `run`, if there is one.
  SpanWriter(WriterDatabase& database, std::optional<std::int64_t> run);

  WriteCounts write(const model::Batch& batch);

  /// Writes what is only in memory; to be called before each commit.
  void flush();

 private:
  /// A span of the batch and where it goes.
  struct Position {
    AggregatedTrace* trace;
    std::int64_t span_id;
    std::uint32_t index;
  };

  void sort(const model::Batch& batch);
  void write_trace(const model::Batch& batch, std::span<const Position> positions, BatchIds& ids,
                   WriteCounts& counts);
  SpanFacts facts_of(const SpanRow& row, const model::SpanRecord& record, BatchIds& ids) const;

  std::optional<std::int64_t> run_;
  Dictionary dictionary_;
  SpanTable spans_;
  TraceTable traces_;
  TraceLinks links_;
  std::optional<std::int64_t> error_type_;  ///< the string id of the message type "error"
  std::vector<Position> positions_;
  std::vector<SpanFacts> facts_;
  SpanRow row_;
};

}  // namespace tracewh::store
