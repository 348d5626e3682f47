#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tracewh::model {

/// A BLOB.
struct Blob {
  std::string bytes;

  bool operator==(const Blob&) const = default;
};

/// One of SQLite's five storage classes: NULL, INTEGER, REAL, TEXT, BLOB.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

using Row = std::vector<Value>;

/// What an answer looks like: named columns and rows of values. A column's unit is told by its
/// name: `_ns` holds nanoseconds, `start_ns` and `end_ns` nanoseconds since the Unix epoch,
/// `_ratio`, `share` and `utilization` a fraction of 1, `_bytes` bytes.
struct RowSet {
  std::vector<std::string> columns;
  std::vector<Row> rows;
  bool truncated = false;  ///< more rows matched than were asked for
  std::vector<std::string>
      gives_way{};  ///< columns that leave a table that is too wide, the first to go first
};

}  // namespace tracewh::model
