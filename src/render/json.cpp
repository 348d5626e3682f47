#include "render/json.hpp"

#include "render/cells.hpp"
#include "render/json_value.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

std::string row_text(const std::vector<std::string>& columns, const model::Row& row) {
  std::string text;
  base::JsonWriter json(text, base::JsonEscapes::kVisible);
  json.open('{');
  for (std::size_t i = 0; i < columns.size(); ++i)
    write_value(json.key(columns[i]), row[i], kind_of(columns[i]));
  json.close('}');
  return text;
}

}  // namespace

void write_json(model::RowStream& rows, const Style& /*style*/, std::ostream& out) {
  out << '[';
  while (const model::Row* row = next_row(rows, out)) {
    out << (rows.given() == 1 ? "\n  " : ",\n  ") << row_text(rows.columns(), *row);
  }
  out << (rows.given() == 0 ? "]\n" : "\n]\n");
}

void write_jsonl(model::RowStream& rows, const Style& /*style*/, std::ostream& out) {
  while (const model::Row* row = next_row(rows, out)) out << row_text(rows.columns(), *row) << '\n';
}

}  // namespace tracewh::render
