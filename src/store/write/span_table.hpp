#pragma once

#include "store/sqlite/statement.hpp"
#include "store/write/batch_module.hpp"
#include "store/write/batch_rows.hpp"
#include "store/write/span_row.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tracewh::store {

/// What became of a span that was stored already.
enum class Outcome {
  kDuplicate,  ///< the stored one has the same content
  kKept,       ///< other content; the stored one is chosen
  kReplace,    ///< other content; the new one is chosen
};

/// The tables `span` and `span_payload`. Of two spans with the same IDs it chooses the one that is no copy
/// from an export of ours into a poorer format, then the one whose record did not break off, then the
/// finished one, then the one that ends later, has fewer anomalies, more evidence of failure, more content,
/// then the one whose content sorts last: the same choice in any order.
class SpanTable {
 public:
  explicit SpanTable(sqlite3* connection);

  /// The number for the next row of `span_payload`.
  std::int64_t next_payload() { return next_payload_++; }

  /// Stores the spans that are new; gives the positions in `rows` of those whose IDs are stored already,
  /// ascending, valid until the next insert().
  std::span<const std::size_t> insert(const BatchRows& rows);

  /// Whether the span at `position` is stored with the same content.
  bool holds(const BatchRows& rows, const BatchPosition& position);
  /// Whether a span with this ID is stored.
  bool has(std::int64_t trace, std::int64_t span_id);

  /// Gives a stored span the ID `new_id`, and its old one as parent.
  void move_below(std::int64_t trace, std::int64_t span_id, std::int64_t new_id);

  /// Chooses between the span at `position` and the stored one. Changes nothing.
  Outcome choose(const BatchRows& rows, const BatchPosition& position);

  /// Removes all spans of a trace.
  void remove_trace(std::int64_t trace);

  /// Puts the span at `position` in the place of the stored one.
  void replace(const BatchRows& rows, const BatchPosition& position);

 private:
  std::string content(const BatchPosition& position);
  Outcome choose_by_content(const BatchRows& rows, const BatchPosition& position);
  void insert_payload(const BatchRows& rows, const BatchPosition& position);

  BatchModule module_;
  std::int64_t next_payload_;
  SpanRow row_;
  std::vector<std::size_t> conflicts_;
  Statement insert_batch_;
  Statement insert_payload_;
  Statement stored_span_;
  Statement span_content_;
  Statement has_span_;
  Statement move_below_;
  Statement delete_span_;
  Statement delete_payload_;
  Statement delete_trace_spans_;
  Statement delete_trace_payloads_;
  Statement savepoint_;
  Statement rollback_to_savepoint_;
  Statement release_savepoint_;
};

}  // namespace tracewh::store
