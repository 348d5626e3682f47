#include "render/cells.hpp"

#include "base/hex.hpp"
#include "base/json_text.hpp"
#include "base/quantity.hpp"
#include "base/time.hpp"
#include "render/text.hpp"

#include <fmt/compile.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace tracewh::render {
namespace {

using model::Blob;
using model::Value;

std::string hex_text(const Blob& blob) {
  return base::to_hex({reinterpret_cast<const std::uint8_t*>(blob.bytes.data()), blob.bytes.size()});
}

std::string integer_text(std::int64_t number, ColumnKind kind, const Style& style) {
  switch (kind) {
    case ColumnKind::kDuration:
      return duration_text(number, style);
    case ColumnKind::kInstant:
      return base::format_instant(number);
    case ColumnKind::kBytes:
      return base::format_bytes(static_cast<double>(number));
    case ColumnKind::kRatio:
      return percent_text(static_cast<double>(number));
    case ColumnKind::kNames:
    case ColumnKind::kPlain:
      break;
  }
  return std::to_string(number);
}

std::string real_text(double number, ColumnKind kind, const Style& style) {
  if (!std::isfinite(number)) return exact_text(number);
  if (kind == ColumnKind::kRatio) return fmt::format(FMT_COMPILE("{:.1f}%"), number * 100);
  if (kind == ColumnKind::kBytes) return base::format_bytes(number);
  // An average of nanoseconds is a real number.
  if (kind == ColumnKind::kDuration && std::abs(number) < 9.2e18) {
    return duration_text(std::llround(number), style);
  }
  return fmt::format("{:.6g}", number);
}

std::string_view without_unit(std::string_view name, ColumnKind kind) {
  if (kind == ColumnKind::kPlain || kind == ColumnKind::kNames) return name;
  const std::size_t unit = name.rfind('_');
  return unit == std::string_view::npos || unit == 0 ? name : name.substr(0, unit);
}

/// The texts of a JSON array, with commas; anything else as it is.
std::string names_text(const std::string& text) {
  const auto names = names_of(text);
  return names ? fmt::format("{}", fmt::join(*names, ", ")) : text;
}

/// Whether a column holds numbers and nothing else but NULL.
bool is_numeric(const model::RowSet& rows, std::size_t column) {
  bool any = false;
  for (const auto& row : rows.rows) {
    const Value& value = row[column];
    if (std::holds_alternative<std::monostate>(value)) continue;
    if (!std::holds_alternative<std::int64_t>(value) && !std::holds_alternative<double>(value)) return false;
    any = true;
  }
  return any;
}

}  // namespace

ColumnKind kind_of(std::string_view column) {
  constexpr std::array<std::string_view, 5> kInstants{"start_ns", "end_ns", "started_ns", "finished_ns",
                                                      "time_ns"};
  constexpr std::array<std::string_view, 3> kRatios{"ratio", "share", "utilization"};
  if (column == "services" || column == "agents") return ColumnKind::kNames;
  if (std::ranges::find(kRatios, column) != kRatios.end() || column.ends_with("_ratio"))
    return ColumnKind::kRatio;
  if (column.ends_with("_bytes")) return ColumnKind::kBytes;
  if (!column.ends_with("_ns")) return ColumnKind::kPlain;
  const bool instant = std::ranges::find(kInstants, column) != kInstants.end() ||
                       column.starts_with("first_") || column.starts_with("last_");
  return instant ? ColumnKind::kInstant : ColumnKind::kDuration;
}

std::optional<std::vector<std::string>> names_of(const std::string& text) {
  const auto array = nlohmann::json::parse(text, nullptr, false);
  if (!array.is_array() || !std::ranges::all_of(array, [](const auto& each) { return each.is_string(); })) {
    return std::nullopt;
  }
  return array.get<std::vector<std::string>>();
}

std::vector<Column> describe_columns(const model::RowSet& rows, const Style& style) {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    Column& column = columns.emplace_back();
    column.kind = kind_of(rows.columns[i]);
    column.title = visible(without_unit(rows.columns[i], column.kind), style);
    column.right = column.kind != ColumnKind::kInstant && is_numeric(rows, i);
  }
  return columns;
}

void append_cell_text(std::string& out, const Value& value, ColumnKind kind, const Style& style) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (kind == ColumnKind::kNames) return append_visible(out, names_text(*text), style);
    append_visible(out, *text, style);
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    out += integer_text(*integer, kind, style);
  } else if (const auto* real = std::get_if<double>(&value)) {
    out += real_text(*real, kind, style);
  } else {
    out += exact_text(value);
  }
}

std::string cell_text(const Value& value, ColumnKind kind, const Style& style) {
  std::string text;
  append_cell_text(text, value, kind, style);
  return text;
}

std::string exact_text(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value)) return exact_text(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* blob = std::get_if<Blob>(&value)) return hex_text(*blob);
  return {};
}

std::string exact_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  std::string text;
  base::append_json_real(text, number);
  return text;
}

}  // namespace tracewh::render
