#include "render/table.hpp"

#include "render/cells.hpp"
#include "render/line_writer.hpp"
#include "render/table_layout.hpp"
#include "render/text.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

/// Long enough to tell most texts apart by.
constexpr std::size_t kLeastText = 14;
constexpr std::size_t kLeastName = 32;
/// A prefix that names a trace uniquely among billions.
constexpr std::size_t kShortTraceId = 12;

using Lines = std::vector<std::vector<std::string>>;

Lines cell_texts(const model::RowSet& rows, const std::vector<Column>& columns, const Style& style) {
  Lines lines;
  lines.reserve(rows.rows.size());
  for (const auto& row : rows.rows) {
    auto& line = lines.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i)
      line.push_back(cell_text(row[i], columns[i].kind, style));
  }
  return lines;
}

std::size_t least_width(const LayoutColumn& layout, const Column& column, std::size_t title_width) {
  if (layout.name == "trace_id") return std::min(layout.width, kShortTraceId);
  if (column.right || column.kind == ColumnKind::kInstant) return layout.width;
  const std::size_t least = layout.name == "name" ? kLeastName : kLeastText;
  return std::min(layout.width, std::max(title_width, least));
}

std::vector<LayoutColumn> lay_out(const model::RowSet& rows, const std::vector<Column>& columns,
                                  const Lines& lines) {
  std::vector<LayoutColumn> layout(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t widest = 0;
    for (const auto& line : lines) widest = std::max(widest, display_width(line[i]));
    const std::size_t title_width = display_width(columns[i].title);
    layout[i].name = rows.columns[i];
    layout[i].width = std::max(widest, title_width);
    layout[i].least = least_width(layout[i], columns[i], title_width);
    layout[i].empty = widest == 0 && !lines.empty();
  }
  return layout;
}

/// Prefixes of IDs are names too, so an ellipsis would only be in the way of copying one.
std::string cut(const std::string& text, const LayoutColumn& layout, const Style& style) {
  if (layout.name == "trace_id" && display_width(text) > layout.width) return text.substr(0, kShortTraceId);
  return fit(text, layout.width, style);
}

Ink ink_of(const std::string& text, const std::string& column) {
  if (column == "status" && text == "error") return Ink::kRed;
  if (column == "evidence" || column == "errors") return text == "0" ? Ink::kPlain : Ink::kRed;
  return column.ends_with("_id") ? Ink::kDim : Ink::kPlain;
}

/// Writes one line of the table: for each shown column i the text `text_of(i)` in `ink_of_cell(i)`.
template <typename TextOf, typename InkOf>
void write_cells(const std::vector<Column>& columns, const std::vector<LayoutColumn>& layout, TextOf text_of,
                 InkOf ink_of_cell, const Style& style, LineWriter& line) {
  std::size_t cell = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!layout[i].shown) continue;
    const std::string text = cut(text_of(i), layout[i], style);
    if (columns[i].right) {
      line.right(cell + layout[i].width, text, ink_of_cell(i));
    } else {
      line.left(cell, text, ink_of_cell(i));
    }
    cell += layout[i].width + kColumnGap;
  }
  line.end_line();
}

std::string rule(std::size_t width, const Style& style) {
  std::string text;
  for (std::size_t cell = 0; cell < width; ++cell) text += style.utf8 ? "─" : "-";
  return text;
}

void write_hidden(const std::vector<Column>& columns, const std::vector<LayoutColumn>& layout,
                  const Style& style, std::ostream& out) {
  std::string names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (layout[i].shown || layout[i].empty) continue;
    names += (names.empty() ? "" : ", ") + columns[i].title;
  }
  if (names.empty()) return;
  out << paint(fit("not shown: " + names, style.width, style), Ink::kDim, style) << '\n';
}

}  // namespace

void write_table(const model::RowSet& rows, const Style& style, std::ostream& out) {
  const std::vector<Column> columns = describe_columns(rows, style);
  const Lines lines = cell_texts(rows, columns, style);
  std::vector<LayoutColumn> layout = lay_out(rows, columns, lines);
  if (style.width > 0) fit_columns(layout, style.width);
  LineWriter out_line(style, out);
  const auto write = [&](auto text_of, auto ink_of_cell) {
    write_cells(columns, layout, text_of, ink_of_cell, style, out_line);
  };
  write([&](std::size_t i) { return columns[i].title; }, [](std::size_t) { return Ink::kBold; });
  write([&](std::size_t i) { return rule(layout[i].width, style); }, [](std::size_t) { return Ink::kDim; });
  for (const auto& line : lines) {
    write([&](std::size_t i) { return line[i]; },
          [&](std::size_t i) { return ink_of(line[i], layout[i].name); });
  }
  write_hidden(columns, layout, style, out);
}

}  // namespace tracewh::render
