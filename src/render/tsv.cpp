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

}  // namespace

void write_tsv(const model::RowSet& rows, const Style& /*style*/, std::ostream& out) {
  for (std::size_t i = 0; i < rows.columns.size(); ++i) out << (i > 0 ? "\t" : "") << field(rows.columns[i]);
  out << '\n';
  for (const auto& row : rows.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out << (i > 0 ? "\t" : "") << field(exact_text(row[i]));
    out << '\n';
  }
}

}  // namespace tracewh::render
