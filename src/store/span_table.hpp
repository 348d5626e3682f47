#pragma once

#include "store/span_row.hpp"
#include "store/statement.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <string>

namespace tracewh::store {

/// What became of a span that was put into the table.
enum class Outcome {
  kInserted,
  kDuplicate,  ///< the same span with the same content is stored already
  kKept,       ///< the same IDs with other content; the stored one was chosen
  kReplaced,   ///< the same IDs with other content; the new one was chosen
};

/// The tables `span` and `span_payload`. Of two spans with the same IDs it keeps the finished one, then
/// the one that ends later, then the one whose content sorts last: the same choice in any order.
class SpanTable {
 public:
  explicit SpanTable(sqlite3* connection);

  /// Stores the row, giving it the next payload number.
  Outcome put(SpanRow& row);

 private:
  bool insert(SpanRow& row);
  Outcome settle(SpanRow& row);
  void replace(SpanRow& row, std::int64_t old_payload);
  Outcome settle_by_content(SpanRow& row, std::int64_t old_payload);
  std::string content(const SpanRow& row);

  std::int64_t next_payload_;
  Statement insert_span_;
  Statement insert_payload_;
  Statement stored_span_;
  Statement span_content_;
  Statement delete_span_;
  Statement delete_payload_;
  Statement savepoint_;
  Statement rollback_to_savepoint_;
  Statement release_savepoint_;
};

}  // namespace tracewh::store
