#include "render/summary_lines.hpp"

#include "render/cells.hpp"
#include "render/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::render {
namespace {

/// A column and the cells that it gets; it can be shrunk to `least`.
struct SummaryColumn {
  std::string_view name;
  std::size_t width;
  std::size_t least;
  bool right = false;
};

constexpr std::size_t kLeastTraceId = 8;

// What a reader misses least is left out first where the terminal is narrow, else the last.
const std::vector<std::string> kGivesWay{"service", "agents", "spans", "errors", "status"};

constexpr std::array<SummaryColumn, 9> kColumns{{
    {"start_ns", 20, 20},
    {"name", 40, 18},
    {"duration_ns", 8, 8, true},
    {"spans", 6, 6, true},
    {"errors", 6, 6, true},
    {"status", 10, 10},
    {"trace_id", 32, kLeastTraceId},
    {"agents", 24, 14},
    {"service", 24, 14},
}};

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

// Of 2026-01-15T09:01:30Z: on a terminal the day is known.
constexpr std::size_t kTimeOfDay = 11;
constexpr std::size_t kTimeOfDayCells = 8;

std::vector<Column> columns() {
  model::RowSet names;
  for (const SummaryColumn& column : kColumns) names.columns.emplace_back(column.name);
  std::vector<Column> columns = describe_columns(names, {});
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].right = kColumns[i].right;
  return columns;
}

std::vector<LayoutColumn> layout(const Style& style, std::size_t id_width) {
  std::vector<LayoutColumn> layout;
  for (const SummaryColumn& column : kColumns) {
    const std::size_t least = column.name == "trace_id" ? id_width : column.least;
    layout.push_back({std::string(column.name), column.width, least});
  }
  if (style.width == 0) return layout;
  layout.front().width = layout.front().least = kTimeOfDayCells;
  fit_columns(layout, style.width, kGivesWay);
  return layout;
}

/// The value of a row's column; NULL when there is none of that name.
const model::Value& value_of(const model::RowSet& rows, std::size_t row, std::string_view column) {
  static const model::Value kNull;
  const auto found = std::ranges::find(rows.columns, column);
  return found == rows.columns.end() ? kNull
                                     : rows.rows[row][static_cast<std::size_t>(found - rows.columns.begin())];
}

std::string text_of(const model::RowSet& rows, std::size_t row, std::string_view column, const Style& style) {
  model::Value value = value_of(rows, row, column);
  if (auto* start_ns = std::get_if<std::int64_t>(&value); start_ns != nullptr && column == "start_ns") {
    *start_ns -= *start_ns % kNanosecondsPerSecond;
    const std::string text = cell_text(value, ColumnKind::kInstant, style);
    return style.width == 0 || text.size() < kTimeOfDay ? text : text.substr(kTimeOfDay, kTimeOfDayCells);
  }
  const model::Value& state = value_of(rows, row, "state");
  if (column == "status" && state != model::Value("complete")) value = state;
  return cell_text(value, kind_of(column), style);
}

}  // namespace

SummaryLines::SummaryLines(const Style& style, std::ostream& out)
    : style_(style), out_(out), id_width_(kLeastTraceId) {
  write_head();
}

void SummaryLines::write_head() {
  table_.emplace(columns(), layout(style_, id_width_), style_, out_);
  table_->write_head();
}

void SummaryLines::make_room(const std::string& id) {
  if (style_.width == 0) return;
  const std::size_t width = display_width(short_trace_id(id, style_));
  if (width <= id_width_) return;
  id_width_ = width;
  write_head();
}

void SummaryLines::write(const model::RowSet& rows) {
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    make_room(text_of(rows, row, "trace_id", style_));
    std::vector<std::string> texts;
    for (const SummaryColumn& column : kColumns) texts.push_back(text_of(rows, row, column.name, style_));
    table_->write(texts);
  }
}

}  // namespace tracewh::render
