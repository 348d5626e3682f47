#include "render/table.hpp"

#include "render/cells.hpp"
#include "render/table_layout.hpp"
#include "render/table_lines.hpp"
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

using Lines = std::vector<std::vector<std::string>>;

/// Writes the cells of `row` over `texts`, whose memory is used again.
void write_texts(const model::Row& row, const std::vector<Column>& columns, const Style& style,
                 std::vector<std::string>& texts) {
  texts.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    texts[i].clear();
    append_cell_text(texts[i], row[i], columns[i].kind, style);
  }
}

std::size_t least_width(const LayoutColumn& layout, const Column& column, std::size_t title_width) {
  if (column.right || column.kind == ColumnKind::kInstant) return layout.width;
  const std::size_t least = layout.name == "name" ? kLeastName : kLeastText;
  return std::min(layout.width, std::max(title_width, least));
}

/// Wide enough for the shortest names of all traces.
std::size_t least_width_of_ids(const Lines& lines, std::size_t column, std::size_t title_width,
                               const Style& style) {
  std::size_t width = title_width;
  for (const auto& line : lines) width = std::max(width, display_width(short_trace_id(line[column], style)));
  return width;
}

std::vector<LayoutColumn> lay_out(const model::RowSet& rows, const std::vector<Column>& columns,
                                  const Lines& lines, const Style& style) {
  std::vector<LayoutColumn> layout(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t widest = 0;
    for (const auto& line : lines) widest = std::max(widest, display_width(line[i]));
    const std::size_t title_width = display_width(columns[i].title);
    layout[i].name = rows.columns[i];
    layout[i].width = std::max(widest, title_width);
    layout[i].least = rows.columns[i] == "trace_id" && style.width > 0
                          ? least_width_of_ids(lines, i, title_width, style)
                          : least_width(layout[i], columns[i], title_width);
    // A later row may have a value.
    layout[i].empty = widest == 0 && !lines.empty() && !rows.truncated;
  }
  return layout;
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

void write_table(model::RowStream& rows, const Style& style, std::ostream& out) {
  const model::RowSet first = model::take(rows, kDescribedRows);
  const std::vector<Column> columns = describe_columns(first, style);
  Lines lines;
  for (const model::Row& row : first.rows) write_texts(row, columns, style, lines.emplace_back());
  std::vector<LayoutColumn> layout = lay_out(first, columns, lines, style);
  if (style.width > 0) fit_columns(layout, style.width, rows.gives_way());
  TableLines table(columns, layout, style, out);
  table.write_head();
  for (const auto& line : lines) table.write(line);
  std::vector<std::string> texts;
  while (const model::Row* row = next_row(rows, out)) {
    write_texts(*row, columns, style, texts);
    table.write(texts);
  }
  write_hidden(columns, layout, style, out);
}

}  // namespace tracewh::render
