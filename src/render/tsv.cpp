#include "render/tsv.hpp"

#include "base/visible_text.hpp"
#include "render/cells.hpp"

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
  for (std::size_t i = 0; i < row.size(); ++i) out << (i > 0 ? "\t" : "") << field(exact_text(row[i]));
  out << '\n';
}

}  // namespace

void write_tsv(model::RowStream& rows, const Style& /*style*/, std::ostream& out) {
  write_line(model::Row(rows.columns().begin(), rows.columns().end()), out);
  while (const model::Row* row = next_row(rows, out)) write_line(*row, out);
}

}  // namespace tracewh::render
