#include "render/markdown.hpp"

#include "render/cells.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::render {
namespace {

/// Markdown lets a backslash take the meaning from any ASCII punctuation.
std::string without_markup(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\|`*<>[]&~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

void write_row(const model::Row& row, const std::vector<Column>& columns, const Style& style,
               std::ostream& out) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out << "| " << without_markup(cell_text(row[i], columns[i].kind, style)) << ' ';
  }
  out << "|\n";
}

}  // namespace

void write_markdown(model::RowStream& rows, const Style& style, std::ostream& out) {
  const model::RowSet first = model::take(rows, kDescribedRows);
  const std::vector<Column> columns = describe_columns(first, style);
  for (const Column& column : columns) out << "| " << without_markup(column.title) << ' ';
  out << "|\n";
  for (const Column& column : columns) out << (column.right ? "| ---: " : "| --- ");
  out << "|\n";
  for (const model::Row& row : first.rows) write_row(row, columns, style, out);
  while (const model::Row* row = next_row(rows, out)) write_row(*row, columns, style, out);
}

}  // namespace tracewh::render
