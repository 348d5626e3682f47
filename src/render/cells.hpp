#pragma once

#include "model/row_stream.hpp"
#include "render/style.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::render {

/// What a column holds, told by its name (see model::RowSet).
enum class ColumnKind : std::uint8_t {
  kPlain,
  kDuration,
  kInstant,
  kRatio,
  kBytes,
  kNames,  ///< a JSON array of texts
};

/// A column as people see it.
struct Column {
  std::string title;  ///< the name without its unit, since the values show theirs
  ColumnKind kind = ColumnKind::kPlain;
  bool right = false;  ///< numbers line up at the right
};

/// The first rows of an answer, by which its columns are described; the rows behind them fit in or not.
inline constexpr model::RowLimit kDescribedRows{10'000, std::size_t{16} << 20};

/// The next row to write; null also when `out` takes nothing any more.
inline const model::Row* next_row(model::RowStream& rows, const std::ostream& out) {
  return out ? rows.next() : nullptr;
}

ColumnKind kind_of(std::string_view column);

/// The texts of a JSON array that holds nothing else; none for anything else.
std::optional<std::vector<std::string>> names_of(const std::string& text);

std::vector<Column> describe_columns(const model::RowSet& rows, const Style& style);

/// A count as a value.
inline model::Value integer(std::uint64_t count) { return static_cast<std::int64_t>(count); }

/// A value for people, in human units and safe for a terminal; NULL is empty, a BLOB hexadecimal.
std::string cell_text(const model::Value& value, ColumnKind kind, const Style& style);
void append_cell_text(std::string& out, const model::Value& value, ColumnKind kind, const Style& style);

/// A value for programs, exactly and without escaping: numbers in full, BLOBs hexadecimal, NULL empty.
std::string exact_text(const model::Value& value);

/// The shortest digits that read back as `number`, always with a fraction or an exponent; `NaN`,
/// `Infinity`, `-Infinity`.
std::string exact_text(double number);

}  // namespace tracewh::render
