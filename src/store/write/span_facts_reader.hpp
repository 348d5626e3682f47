#pragma once

#include "store/sqlite/statement.hpp"
#include "store/totals/span_facts.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <vector>

namespace tracewh::store {

/// Reads the facts of stored spans.
class SpanFactsReader {
 public:
  explicit SpanFactsReader(sqlite3* connection) : facts_(connection, "span_facts") {}

  /// Of all spans of a trace, ascending by ID.
  std::vector<SpanFacts> of_trace(std::int64_t trace);
  /// Of one span, which must be stored.
  SpanFacts of_span(std::int64_t trace, std::int64_t span_id);

 private:
  std::vector<SpanFacts> read();

  Statement facts_;
};

}  // namespace tracewh::store
