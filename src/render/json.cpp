#include "render/json.hpp"

#include "render/json_value.hpp"

#include <ostream>
#include <string>

namespace tracewh::render {
namespace {

std::string row_text(const model::RowSet& rows, std::size_t row) {
  std::string text;
  base::JsonWriter json(text, base::JsonEscapes::kVisible);
  json.open('{');
  for (std::size_t i = 0; i < rows.columns.size(); ++i)
    write_value(json.key(rows.columns[i]), rows.rows[row][i]);
  json.close('}');
  return text;
}

}  // namespace

void write_json(const model::RowSet& rows, const Style& /*style*/, std::ostream& out) {
  out << '[';
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    out << (row == 0 ? "\n  " : ",\n  ") << row_text(rows, row);
  }
  out << (rows.rows.empty() ? "]\n" : "\n]\n");
}

void write_jsonl(const model::RowSet& rows, const Style& /*style*/, std::ostream& out) {
  for (std::size_t row = 0; row < rows.rows.size(); ++row) out << row_text(rows, row) << '\n';
}

}  // namespace tracewh::render
