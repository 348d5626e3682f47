#include "render/json.hpp"

#include "render/cells.hpp"
#include "render/json_value.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

class RowWriter {
 public:
  explicit RowWriter(const std::vector<std::string>& columns) : columns_(columns) {
    for (const std::string& column : columns) kinds_.push_back(kind_of(column));
  }

  /// The row as an object; valid until the next one.
  const std::string& text(const model::Row& row) {
    text_.clear();
    base::JsonWriter json(text_, base::JsonEscapes::kVisible);
    json.open('{');
    for (std::size_t i = 0; i < columns_.size(); ++i) write_value(json.key(columns_[i]), row[i], kinds_[i]);
    json.close('}');
    return text_;
  }

 private:
  const std::vector<std::string>& columns_;
  std::vector<ColumnKind> kinds_;
  std::string text_;
};

}  // namespace

void write_json(model::RowStream& rows, const Style& /*style*/, std::ostream& out) {
  RowWriter writer(rows.columns());
  out << '[';
  while (const model::Row* row = next_row(rows, out)) {
    out << (rows.given() == 1 ? "\n  " : ",\n  ") << writer.text(*row);
  }
  out << (rows.given() == 0 ? "]\n" : "\n]\n");
}

void write_jsonl(model::RowStream& rows, const Style& /*style*/, std::ostream& out) {
  RowWriter writer(rows.columns());
  while (const model::Row* row = next_row(rows, out)) out << writer.text(*row) << '\n';
}

}  // namespace tracewh::render
