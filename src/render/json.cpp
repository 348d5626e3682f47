#include "render/json.hpp"

#include "render/json_text.hpp"

#include <ostream>

namespace tracewh::render {
namespace {

void write_row(const model::RowSet& rows, std::size_t row, std::ostream& out) {
  JsonObject object(out);
  for (std::size_t i = 0; i < rows.columns.size(); ++i) object.add(rows.columns[i], rows.rows[row][i]);
  object.close();
}

}  // namespace

void write_json(const model::RowSet& rows, const Style& /*style*/, std::ostream& out) {
  out << '[';
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    out << (row == 0 ? "\n  " : ",\n  ");
    write_row(rows, row, out);
  }
  out << (rows.rows.empty() ? "]\n" : "\n]\n");
}

void write_jsonl(const model::RowSet& rows, const Style& /*style*/, std::ostream& out) {
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    write_row(rows, row, out);
    out << '\n';
  }
}

}  // namespace tracewh::render
