#include "render/tsv.hpp"

#include "base/visible_text.hpp"
#include "render/cells.hpp"
#include "render/formula.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace tracewh::render {
namespace {

std::string field(std::string_view text) {
  std::string escaped_backslashes;
  for (const char c : text) escaped_backslashes.append(c == '\\' ? 2 : 1, c);
  return base::escape_unless(escaped_backslashes, base::is_safe);
}

void write_line(const model::Row& row, std::ostream& out) {
  for (const model::Value& value : row) {
    if (&value != &row.front()) out << '\t';
    const auto* text = std::get_if<std::string>(&value);
    out << field(text != nullptr ? without_formula(*text) : exact_text(value));
  }
  out << '\n';
}

}  // namespace

void write_tsv(model::RowStream& rows, const Style& /*style*/, std::ostream& out) {
  write_line(model::Row(rows.columns().begin(), rows.columns().end()), out);
  while (const model::Row* row = next_row(rows, out)) write_line(*row, out);
}

}  // namespace tracewh::render
