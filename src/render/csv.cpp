#include "render/csv.hpp"

#include "base/visible_text.hpp"
#include "render/cells.hpp"
#include "render/formula.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::render {
namespace {

void write_field(std::string_view field, std::ostream& out) {
  if (field.find_first_of(",\"\n\t") == std::string_view::npos) {
    out << field;
    return;
  }
  out << '"';
  for (const char c : field) {
    if (c == '"') out << '"';
    out << c;
  }
  out << '"';
}

std::string text_field(std::string_view text) {
  return base::escape_unless(without_formula(text), [](char32_t code) {
    return code == '\n' || code == '\t' || base::is_safe(code);
  });
}

}  // namespace

void write_csv_record(std::span<const model::Value> values, std::ostream& out) {
  for (const model::Value& value : values) {
    if (&value != &values.front()) out << ',';
    const auto* text = std::get_if<std::string>(&value);
    write_field(text != nullptr ? text_field(*text) : exact_text(value), out);
  }
  out << '\n';
}

void write_csv(model::RowStream& rows, const Style& /*style*/, std::ostream& out) {
  write_csv_record(model::Row(rows.columns().begin(), rows.columns().end()), out);
  while (const model::Row* row = next_row(rows, out)) write_csv_record(*row, out);
}

}  // namespace tracewh::render
