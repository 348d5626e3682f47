#pragma once

#include "model/row_set.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::reference {

using Row = std::vector<model::Value>;

/// A value to sort by. NULL comes before all others.
struct SortValue {
  model::Value value;
  bool descending = false;
};
using SortKey = std::vector<SortValue>;

inline SortValue up(model::Value value) { return {std::move(value), false}; }
inline SortValue down(model::Value value) { return {std::move(value), true}; }

/// NULL for nothing.
model::Value or_null(const std::optional<std::int64_t>& value);
/// NULL for the empty text.
model::Value or_null(std::string_view text);

/// Rows on their way to be sorted.
class Answer {
 public:
  /// Rows with equal keys stay in the order in which they are added.
  void add(SortKey key, Row row) { rows_.emplace_back(std::move(key), std::move(row)); }

  /// The first `limit` rows, all when it is negative.
  model::RowSet first(std::int64_t limit) &&;

 private:
  std::vector<std::pair<SortKey, Row>> rows_;
};

}  // namespace tracewh::reference
