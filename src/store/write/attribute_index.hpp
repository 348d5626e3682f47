#pragma once

#include "store/sqlite/statement.hpp"
#include "store/write/batch_rows.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace tracewh::store {

/// Makes the SQL function indexed_value(values, position) known to the connection: the form of a value as the
/// index keeps it, NULL for one that equals nothing.
void add_indexed_value(sqlite3* connection);

/// Keeps the table `attribute_index` up while spans are written. Costs nothing while no key is indexed.
class AttributeIndex {
 public:
  explicit AttributeIndex(sqlite3* connection);

  /// Adds the span of the batch at `position`, in memory until flush().
  void add(const BatchRows& rows, const BatchPosition& position);

  /// Takes out a stored span, or all of a trace, which must still be stored.
  void remove(std::int64_t trace, std::optional<std::int64_t> span_id = {});

  /// Tells of a stored span, before that happens, that it gets another ID.
  void move(std::int64_t trace, std::int64_t span_id, std::int64_t new_id);

  void flush();

 private:
  /// Where the value of an indexed key is in the list of a span's values.
  struct ValuePosition {
    std::int64_t key = 0;
    std::size_t position = 0;
  };
  struct Entry {
    std::int64_t key = 0;
    std::variant<std::int64_t, double, std::string> value;
    std::int64_t trace = 0;
    std::int64_t span_id = 0;

    auto operator<=>(const Entry&) const = default;
  };

  const std::vector<ValuePosition>& positions_of(std::string_view keys);

  bool has_keys_;
  std::unordered_map<std::string, std::vector<ValuePosition>>
      positions_;  ///< by the JSON array of a span's keys
  std::vector<Entry> entries_;
  Statement find_positions_;
  Statement insert_;
  Statement move_;
  Statement delete_;
};

}  // namespace tracewh::store
