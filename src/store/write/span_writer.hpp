#pragma once

#include "model/batch.hpp"
#include "store/totals/totals.hpp"
#include "store/write/attribute_index.hpp"
#include "store/write/batch_rows.hpp"
#include "store/write/call_sides.hpp"
#include "store/write/dictionary.hpp"
#include "store/write/span_facts_reader.hpp"
#include "store/write/span_table.hpp"
#include "store/write/trace_links.hpp"
#include "store/write/trace_table.hpp"
#include "store/write/writer_database.hpp"

#include <cstddef>
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

/// Stores batches of spans, and keeps the rows of their traces and the totals up to date. Works inside the
/// transaction of its database. After an exception the transaction must be rolled back and the writer be
/// dropped.
class SpanWriter {
 public:
  /// Traces that are written join `run`, if there is one.
  SpanWriter(WriterDatabase& database, std::optional<std::int64_t> run);

  /// The traces of `batch` join `runs`, too.
  WriteCounts write(const model::Batch& batch, std::span<const std::int64_t> runs = {});

  /// Removes a stored trace with its spans.
  void remove(const model::TraceId& trace_id);

  /// Writes what is only in memory; to be called before each commit.
  void flush();

  /// Forgets the rows that Dictionary gave. To be called, between two batches, when some of them were
  /// removed.
  void forget_shared_rows();

  /// Makes exact again, by one pass over all spans, what replaced and removed spans left uncertain in the
  /// totals; costs nothing when there is nothing to do. Call after flush().
  void refresh_totals() { totals_.refresh(); }

 private:
  using Positions = std::span<const BatchPosition>;
  using Conflicts = std::span<const std::size_t>;

  void sort(const model::Batch& batch);
  void add_trace(const BatchRows& rows, std::size_t begin, std::size_t end, Conflicts conflicts,
                 WriteCounts& counts);
  void settle(const BatchRows& rows, const BatchPosition& position, WriteCounts& counts);
  void settle_versions(const BatchRows& rows, const BatchPosition& position, WriteCounts& counts);
  void store_below(const BatchRows& rows, const BatchPosition& position, const CallSide& side,
                   WriteCounts& counts);
  void store_above(const BatchRows& rows, const BatchPosition& position, const CallSide& stored,
                   WriteCounts& counts);
  SpanFacts remove_counted(const BatchPosition& position);
  SpanFacts put(const BatchRows& rows, const BatchPosition& position);

  std::optional<std::int64_t> run_;
  Dictionary dictionary_;
  SpanTable spans_;
  CallSides sides_;
  TraceTable traces_;
  Totals totals_;
  TraceLinks links_;
  AttributeIndex index_;
  SpanFactsReader stored_facts_;
  std::optional<std::int64_t> error_type_;  ///< the string id of the message type "error"
  std::vector<BatchPosition> positions_;
  std::vector<SpanFacts> facts_;
};

}  // namespace tracewh::store
